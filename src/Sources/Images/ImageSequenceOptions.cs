namespace GiftGrab;

/// <summary>How an image sequence is played.</summary>
public sealed record ImageSequenceOptions
{
    /// <summary>How fast frames are delivered; as fast as they are taken where nothing is said.</summary>
    public Pace Pace { get; init; }

    /// <summary>The pixel format of the frames; <see langword="null"/>: that of the first image, and every other must have it too.</summary>
    public PixelFormat? Format { get; init; }

    /// <summary>The clock of pacing and capture times.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The source's name in messages, counts and files; <see langword="null"/>: the pattern's.</summary>
    public string? Name { get; init; }
}
