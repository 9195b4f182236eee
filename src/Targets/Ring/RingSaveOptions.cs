namespace GiftGrab;

/// <summary>What a ring's file holds, around the moment at which it is asked for.</summary>
public sealed record RingSaveOptions
{
    /// <summary>The moment, on the source's clock, 0 and up; <see langword="null"/>: now. It may be to come; where the recording ends
    /// before it, the file fails.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>How much of the time before, 0 and up; <see langword="null"/>: what the ring was asked to keep, as
    /// <see cref="RingOptions.Duration"/> or as <see cref="RingOptions.Frames"/> up to the moment, and all of <see cref="RingOptions.Bytes"/>.
    /// The file begins with the last key frame at or before that moment, or with <see cref="ExactStart"/> there.</summary>
    public TimeSpan? Before { get; init; }

    /// <summary>How much of the time after, 0 and up, and above 0 where <see cref="Before"/> is 0; <see langword="null"/>: until <see cref="RingRecording.Stop"/>, or the end of
    /// the sources.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>Whether the file begins with the picture that was asked for, rather than with the key frame before it: the pictures from there to the
    /// next key frame are decoded and encoded again with the same settings. A lossy codec loses a little more in them. Where the encoder
    /// cannot be opened a second time, the file begins with the key frame, and a warning says so.</summary>
    public bool ExactStart { get; init; }

    /// <summary>The container; <see langword="null"/>: what the path's extension stands for.</summary>
    public Container? Container { get; init; }

    /// <summary>How the file is written.</summary>
    public FileOutputOptions File { get; init; } = new();

    internal void Check()
    {
        if (At < TimeSpan.Zero)
        {
            throw new VideoTargetException($"A trigger at {At.Value.TotalSeconds} s is not possible; allowed are 0 and more.");
        }

        if (Before < TimeSpan.Zero || After < TimeSpan.Zero)
        {
            throw new VideoTargetException(
                $"{(Before < TimeSpan.Zero ? Before : After)!.Value.TotalSeconds} s around a trigger are not possible; allowed are 0 and more.");
        }

        if (Before == TimeSpan.Zero && After == TimeSpan.Zero)
        {
            throw new VideoTargetException("0 s before and 0 s after a trigger hold no picture; allowed is more than 0 s of one of them.");
        }
    }
}
