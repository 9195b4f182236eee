namespace GiftGrab;

/// <summary>A time of the source whose pictures are recorded, and so its sound.</summary>
/// <param name="Section">Where they go.</param>
/// <param name="Begin">Nanoseconds of the source.</param>
/// <param name="End">Nanoseconds of the source; <see cref="long.MaxValue"/> while it goes on.</param>
/// <param name="Shift">Nanoseconds by which all in it is moved forward.</param>
internal readonly record struct RecordedSpan(RecordingSection Section, long Begin, long End, long Shift);
