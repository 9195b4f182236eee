namespace GiftGrab;

/// <summary>Says when a recording has all that it was asked for.</summary>
internal sealed class TargetLimit(long? maxFrames, TimeSpan? maxDuration)
{
    /// <summary>Thirty years: beyond it a number of frames is no length that a file will have.</summary>
    private const double LongestSeconds = 1e9;

    private readonly long? _nanoseconds = maxDuration?.Ticks * TimeSpan.NanosecondsPerTick;
    private long _frames;
    private long _start = long.MinValue;

    /// <summary>Where the recording ends at the latest, on the source's clock; <see langword="null"/> before its first frame, and without
    /// a limit to its time. From any thread.</summary>
    public long? End => Volatile.Read(ref _start) is var start && start != long.MinValue ? start + _nanoseconds : null;

    /// <exception cref="VideoTargetException">A limit is not above 0.</exception>
    public static void Check(VideoTargetOptions options)
    {
        if (options.MaxFrames < 1)
        {
            throw new VideoTargetException($"A recording of {options.MaxFrames} frames is not possible; allowed is 1 and up.");
        }

        CheckDuration(options.MaxDuration);
    }

    /// <exception cref="VideoTargetException">The limit is not above 0.</exception>
    public static void CheckDuration(TimeSpan? duration)
    {
        if (duration <= TimeSpan.Zero)
        {
            throw new VideoTargetException($"A recording of {duration.Value.TotalSeconds} s is not possible; allowed is above 0.");
        }
    }

    /// <summary>How long a recording will be at most, about, by its limits and by what is expected of it; <see langword="null"/> where nothing says.</summary>
    public static TimeSpan? LengthOf(VideoTargetOptions options, FrameRate rate)
    {
        TimeSpan? ofFrames = options.MaxFrames is { } frames ? TimeSpan.FromSeconds(Math.Min(frames / rate.FramesPerSecond, LongestSeconds)) : null;
        return new[] { options.File.ExpectedDuration, options.MaxDuration, ofFrames }.Min();
    }

    /// <summary>Whether a frame comes after the end. It counts where it does not.</summary>
    public bool IsBeyond(VideoFrame frame)
    {
        if (_start == long.MinValue)
        {
            Volatile.Write(ref _start, frame.Timestamp);
        }

        // The times of a live source waver: what begins just before the end is the frame that should have begun there.
        long waver = frame.ArrivalTimestamp == 0 ? 0 : frame.Duration / 2;
        if (_frames >= maxFrames || IsBeyond(frame.Timestamp + waver))
        {
            return true;
        }

        _frames++;
        return false;
    }

    /// <summary>Whether no frame can follow that is not beyond.</summary>
    public bool IsReached => _frames >= maxFrames;

    private bool IsBeyond(long timestamp)
    {
        long start = Volatile.Read(ref _start);
        return start != long.MinValue && timestamp - start >= _nanoseconds;
    }
}
