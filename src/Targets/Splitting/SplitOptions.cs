namespace GiftGrab;

/// <summary>When a recording goes on in a new file. Without a limit it does on command alone.</summary>
public sealed record SplitOptions
{
    /// <summary>The longest that a recording waits for a key frame to cut at, unless told otherwise: 10 s.</summary>
    public static readonly TimeSpan DefaultKeyFrameTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The least size of a part, in bytes: smaller than any key frame would be of use.</summary>
    private const long LeastSize = 1_000;

    private static readonly TimeSpan LeastDuration = TimeSpan.FromMilliseconds(10);

    /// <summary>How long each part is, from 10 ms; <see langword="null"/>: as long as it gets. Parts begin at its multiples: what is
    /// between the first picture at or after one and that of the next.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A part ends at the first key frame after so many bytes of packets, from 1,000; <see langword="null"/>: it may be of any
    /// size. It is larger by what the encoder holds at that moment, never by more than a group of pictures.</summary>
    public long? Size { get; init; }

    /// <summary>Whether pictures of another size, or of another format that a lossless codec has to keep, begin a new part; else they end the
    /// recording with an error.</summary>
    public bool OnFormatChange { get; init; }

    /// <summary>Names the parts, in the place of the path; <see langword="null"/>: as the path says.</summary>
    public FileNameSequence? Names { get; init; }

    /// <summary>How long a cut waits for its key frame, above 0: in the recording's time, and on the clock.</summary>
    public TimeSpan KeyFrameTimeout { get; init; } = DefaultKeyFrameTimeout;

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="VideoTargetException">A value is out of range.</exception>
    internal void Check()
    {
        if (Duration < LeastDuration)
        {
            throw new VideoTargetException($"Parts of {Duration.Value.TotalSeconds} s are not possible; allowed are 0.01 s and more.");
        }

        if (Size < LeastSize)
        {
            throw new VideoTargetException($"Parts of {Size} bytes are not possible; allowed are {LeastSize} bytes and more.");
        }

        if (KeyFrameTimeout <= TimeSpan.Zero)
        {
            throw new VideoTargetException($"A time-out of {KeyFrameTimeout.TotalSeconds} s is not possible; allowed is more than 0.");
        }
    }
}
