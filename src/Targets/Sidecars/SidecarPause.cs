namespace GiftGrab;

/// <summary>A time within a controlled recording that was not recorded: between a PAUSE, or a step, and what came after.</summary>
public sealed record SidecarPause
{
    /// <summary>The end of the last picture before it, in seconds of the source from the recording's first picture.</summary>
    public required double Start { get; init; }

    /// <summary>The first picture after it, in seconds of the source from the recording's first picture.</summary>
    public required double End { get; init; }

    /// <summary>The number of the first picture after it in the source's sequence.</summary>
    public required long FirstFrame { get; init; }

    /// <summary>How many pictures of the source were left out.</summary>
    public required long Skipped { get; init; }

    /// <summary>Whether the recording's own times leave it out: what follows was moved forward by its length.</summary>
    public required bool IsClosed { get; init; }
}
