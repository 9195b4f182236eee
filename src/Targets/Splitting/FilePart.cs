namespace GiftGrab;

/// <summary>One file of a recording that is split. Its own times begin at 0.</summary>
public sealed record FilePart
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Which part it is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Columns of its pictures; 0 before the first.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of its pictures; 0 before the first.</summary>
    public required int Height { get; init; }

    /// <summary>Pictures in the parts before it.</summary>
    public required long FirstFrame { get; init; }

    /// <summary>The number at the source of the picture that begins it, of a part that <see cref="VideoTarget.SplitAsync"/> gives; -1 of all
    /// others, and where the number is not known.</summary>
    public long SourceFrame { get; init; } = -1;

    /// <summary>Pictures in it.</summary>
    public required long Frames { get; init; }

    /// <summary>When it begins, in nanoseconds from the recording's first picture.</summary>
    public required long Start { get; init; }

    /// <summary>How long it is, in nanoseconds.</summary>
    public required long Duration { get; init; }

    /// <summary>Bytes written.</summary>
    public required long Bytes { get; init; }

    /// <summary>Whether it is finalised.</summary>
    public required bool IsComplete { get; init; }
}
