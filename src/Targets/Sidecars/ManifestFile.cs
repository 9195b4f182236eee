namespace GiftGrab;

/// <summary>What a file of a manifest is.</summary>
public enum ManifestFileKind
{
    /// <summary>Pictures, with their sound.</summary>
    Recording,

    /// <summary>The description of the recording before it: see <see cref="GiftGrab.Sidecar"/>.</summary>
    Sidecar,

    /// <summary>When each picture of the recording before it is shown.</summary>
    Timestamps,

    /// <summary>When each picture of the recording before it was captured.</summary>
    WallClock,

    /// <summary>Number and time of each picture of the recording before it: see <see cref="TsyncFile"/>.</summary>
    Tsync,

    /// <summary>A single picture that was kept beside the recordings.</summary>
    Snapshot,
}

/// <summary>A file that a manifest lists.</summary>
public sealed record ManifestFile
{
    /// <summary>Its path from the manifest's folder.</summary>
    public required string File { get; init; }

    /// <summary>What it is.</summary>
    public required ManifestFileKind Kind { get; init; }

    /// <summary>The name of the source that was recorded.</summary>
    public required string Source { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Pictures in a recording; <see langword="null"/> of other files.</summary>
    public long? Frames { get; init; }

    /// <summary>When a part of a recording that was split begins, in seconds from the recording's first picture;
    /// <see langword="null"/> of other files.</summary>
    public double? Start { get; init; }

    /// <summary>Why a recording ended early; <see langword="null"/>: it did not.</summary>
    public string? Error { get; init; }
}
