namespace GiftGrab;

/// <summary>A file of a recording that was split: its own times begin at 0.</summary>
public sealed record SidecarPart
{
    /// <summary>The file's name, without its folder.</summary>
    public required string File { get; init; }

    /// <summary>Columns of its pictures, where they differ from those of the first file; else 0.</summary>
    public int Width { get; init; }

    /// <summary>Rows of its pictures, where they differ from those of the first file; else 0.</summary>
    public int Height { get; init; }

    /// <summary>Pictures in the files before it.</summary>
    public required long FirstFrame { get; init; }

    /// <summary>Pictures in it.</summary>
    public required long Frames { get; init; }

    /// <summary>When it begins, in seconds from the recording's first picture.</summary>
    public required double Start { get; init; }

    /// <summary>How long it is, in seconds.</summary>
    public required double Duration { get; init; }
}
