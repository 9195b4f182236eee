namespace GiftGrab;

/// <summary>Which pictures of a source are kept as stills, and how.</summary>
/// <remarks>Times count from the first frame that arrives. <see cref="SnapshotTarget.Take"/> keeps further ones.</remarks>
public sealed record SnapshotOptions
{
    /// <summary>The shortest <see cref="Interval"/>: 10 ms, less than a picture lasts in the fastest video that is common (60 a second).</summary>
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Keeps the first picture, and then one each time this has passed; <see langword="null"/>: none.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>Keeps the picture that is shown at each of these times; 0 and up, in any order.</summary>
    public IReadOnlyList<TimeSpan> Times { get; init; } = [];

    /// <summary>Ends after this many pictures, 1 and up; <see langword="null"/>: with the source.</summary>
    public long? MaxCount { get; init; }

    /// <summary>Ends after this much of the source's time, above 0; <see langword="null"/>: with the source.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Ends after this many frames of the source, 1 and up, kept or not; <see langword="null"/>: with the source.</summary>
    public long? MaxFrames { get; init; }

    /// <summary>The quality of JPEGs, 1 to 100.</summary>
    public int Quality { get; init; } = Still.DefaultQuality;

    /// <summary>Whether files that exist may be replaced; else the numbers in the names go on behind theirs.</summary>
    public bool Overwrite { get; init; }

    /// <summary>What <c>{source}</c> stands for in the names; <see langword="null"/>: the source's name.</summary>
    public string? SourceName { get; init; }

    /// <exception cref="VideoTargetException">A value is not possible.</exception>
    internal void Check()
    {
        if (Interval < ShortestInterval)
        {
            throw new VideoTargetException(
                $"A snapshot every {Interval.Value.TotalSeconds} s is not possible; allowed is {ShortestInterval.TotalSeconds} s and up.");
        }

        if (Times.Any(time => time < TimeSpan.Zero))
        {
            throw new VideoTargetException($"A snapshot at {Times.Min().TotalSeconds} s is not possible; allowed is 0 s and up.");
        }

        if (MaxCount < 1)
        {
            throw new VideoTargetException($"{MaxCount} snapshots are not possible; allowed is 1 and up.");
        }

        if (MaxDuration <= TimeSpan.Zero)
        {
            throw new VideoTargetException($"Snapshots for {MaxDuration.Value.TotalSeconds} s are not possible; allowed is above 0 s.");
        }

        if (MaxFrames < 1)
        {
            throw new VideoTargetException($"Snapshots of {MaxFrames} frames are not possible; allowed is 1 and up.");
        }

        if (Quality is < 1 or > 100)
        {
            throw new VideoTargetException($"The quality {Quality} is not possible; allowed is 1 to 100.");
        }
    }
}
