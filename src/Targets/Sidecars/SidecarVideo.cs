namespace GiftGrab;

/// <summary>What a sidecar says of pictures.</summary>
public sealed record SidecarVideo
{
    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>The nominal rate as a fraction, such as <c>30/1</c>.</summary>
    public required string FrameRate { get; init; }

    /// <summary>Where presentation times come from.</summary>
    public FrameTiming Timing { get; init; }

    /// <summary>The pixel format that came in.</summary>
    public required string SourceFormat { get; init; }

    /// <summary>The pixel format in the recording.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>How its code values become colours.</summary>
    public ColorDescription Color { get; init; }

    /// <summary>The codec's short name.</summary>
    public required string Codec { get; init; }

    /// <summary>FFmpeg's name of the encoder.</summary>
    public required string Encoder { get; init; }

    /// <summary>What was held constant and at which value, such as <c>quality 23</c>.</summary>
    public required string RateControl { get; init; }

    /// <summary>Whether decoding gives exactly the pixels that came in.</summary>
    public required bool Lossless { get; init; }

    /// <summary>The most threads; 0: by the number of processors.</summary>
    public int Threads { get; init; }

    /// <summary>The encoder's options under FFmpeg's names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Pictures in the recording.</summary>
    public required long Frames { get; init; }

    /// <summary>How many the source handed over; of a repaired file that had no sidecar, those that are in it.</summary>
    public long Received { get; init; }

    /// <summary>How many the encoder took.</summary>
    public long Delivered { get; init; }

    /// <summary>How many were lost in between.</summary>
    public long Dropped { get; init; }

    /// <summary>Their numbers in the source's sequence.</summary>
    public IReadOnlyList<UnitRange> DroppedRanges { get; init; } = [];

    /// <summary>How many the source's device made that were not fetched in time; they were not received, and have no numbers.</summary>
    public long Missed { get; init; }

    /// <summary>How many were decoded again and found bit-exact; <see langword="null"/>: that was not asked for.</summary>
    public long? Verified { get; init; }

    /// <summary>A checksum of all decoded pictures, which tells a recording that is no longer bit-exact; <see langword="null"/>
    /// where they were not verified.</summary>
    public string? PicturesChecksum { get; init; }

    /// <summary>Encoded once more to keep a constant rate.</summary>
    public long Repeated { get; init; }

    /// <summary>Left out to keep a constant rate, or because only one of <see cref="EveryNth"/> was wanted.</summary>
    public long Skipped { get; init; }

    /// <summary>One frame of this many was wanted.</summary>
    public int EveryNth { get; init; } = 1;

    /// <summary>How many times faster than it was captured the recording plays.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Times that equalled the one before and were moved by one tick.</summary>
    public long AdjustedTimestamps { get; init; }

    /// <summary>The times in which a live source gave no pictures, oldest first.</summary>
    public IReadOnlyList<SidecarGap> Gaps { get; init; } = [];

    /// <summary>The times that a controlled recording left out, oldest first.</summary>
    public IReadOnlyList<SidecarPause> Pauses { get; init; } = [];
}
