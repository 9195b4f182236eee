namespace GiftGrab;

/// <summary>What the fields of a <see cref="FileNameTemplate"/> stand for.</summary>
/// <param name="Source">The source's name; what cannot be in a file's name becomes <c>-</c>, credentials are left out.</param>
/// <param name="Begin">When the file begins, in the time that its name shall tell.</param>
/// <param name="Index">The number of the file, 1 and up.</param>
/// <param name="Section">The number of the part between a START and a STOP, 1 and up; 0: the recording has no such parts.</param>
/// <param name="Slice">The number of the piece within a part that is split, 1 and up; 0: it is not split.</param>
public sealed record FileNameValues(string Source, DateTimeOffset Begin, int Index = 1, int Section = 0, int Slice = 0);
