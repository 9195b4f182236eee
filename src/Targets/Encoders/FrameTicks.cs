namespace GiftGrab;

/// <summary>Gives frames their presentation times in an encoder's clock: real ones, or a constant rate.</summary>
/// <param name="rate">The nominal rate.</param>
/// <param name="ticksPerSecond">The encoder's clock.</param>
/// <param name="timing">Where times come from.</param>
/// <param name="speed">How many times faster than they were captured the frames are shown.</param>
internal sealed class FrameTicks(FrameRate rate, int ticksPerSecond, FrameTiming timing, double speed = 1)
{
    /// <summary>Frames that follow each other faster than this, in those of the nominal rate, are so many that the nearest is taken.</summary>
    private const double Dense = 0.75;

    // A frame may come this much too early or late, in frames, before one is left out or repeated: less would
    // leave out and repeat at once where capture jitters around the middle between two. Played faster, jitter shrinks.
    private readonly double _tolerance = 0.75 / Math.Max(1, speed);

    private long _last = long.MinValue;
    private long _origin;
    private long _next;

    /// <summary>Frames whose time was not after the one before, moved by one unit.</summary>
    public long Adjusted { get; private set; }

    /// <summary>The time of a frame for variable timing; always after the one before.</summary>
    public long Variable(long timestamp)
    {
        long time = FrameClock.ToTicks(timestamp, ticksPerSecond);
        if (_last != long.MinValue && time <= _last)
        {
            time = _last + 1;
            Adjusted++;
        }

        return _last = time;
    }

    /// <summary>How often the frame before has to be repeated, and whether this one is wanted, at a constant rate.</summary>
    /// <param name="timestamp">In nanoseconds.</param>
    /// <param name="duration">How long the frame is shown, in nanoseconds; 0: not known.</param>
    /// <param name="isFirst">Whether it is the first frame.</param>
    /// <returns>Repetitions of the one before; -1 where this one is left out.</returns>
    public long Repetitions(long timestamp, long duration, bool isFirst)
    {
        if (isFirst)
        {
            _origin = timestamp;
        }

        double ahead = ((timestamp - _origin) * rate.FramesPerSecond / 1e9) - _next;
        return timing == FrameTiming.Variable || isFirst ? 0
            : ahead < -Earliness(duration) ? -1
            : ahead > _tolerance ? (long)Math.Round(ahead)
            : 0;
    }

    /// <summary>The time of the next frame at a constant rate.</summary>
    public long Constant() => FrameClock.ToTicks(_origin + rate.TimeOf(_next++), ticksPerSecond);

    private double Earliness(long duration)
    {
        double interval = duration * rate.FramesPerSecond / 1e9;
        return interval is > 0 and < Dense ? Math.Min(_tolerance, interval / 2) : _tolerance;
    }
}
