namespace GiftGrab;

/// <summary>A time in which a live source gave no pictures, though it should have.</summary>
public sealed record SidecarGap
{
    /// <summary>The end of the last picture before it, in seconds from the recording's first picture.</summary>
    public required double Start { get; init; }

    /// <summary>The first picture after it, in seconds from the recording's first picture.</summary>
    public required double End { get; init; }

    /// <summary>The number of the first picture after it in the source's sequence.</summary>
    public required long FirstFrame { get; init; }

    /// <summary>How many pictures the source made up in between: its last one, black, or "NO SIGNAL".</summary>
    public long Substitutes { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public required string Reason { get; init; }
}
