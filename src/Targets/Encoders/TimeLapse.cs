namespace GiftGrab;

/// <summary>Thins pictures out, and moves their times together or apart.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class TimeLapse(int everyNth, double speed)
{
    private long _count;
    private long _start = long.MinValue;

    /// <summary>How many times faster than it was captured the recording plays.</summary>
    public double Speed => speed;

    /// <summary>Whether the next frame is one of those that are kept.</summary>
    public bool Keeps() => _count++ % everyNth == 0;

    /// <summary>When a frame is shown in the recording: the first one at its own time.</summary>
    /// <param name="timestamp">In nanoseconds.</param>
    public long TimeOf(long timestamp)
    {
        if (_start == long.MinValue)
        {
            _start = timestamp;
        }

        // A double would not keep nanoseconds over hours, where nothing is to be changed.
        return speed == 1 ? timestamp : _start + (long)Math.Round((timestamp - _start) / speed);
    }

    /// <summary>How long a frame is shown in the recording.</summary>
    /// <param name="duration">In nanoseconds, of the frame alone.</param>
    public long DurationOf(long duration) => everyNth == 1 && speed == 1 ? duration : (long)Math.Round(duration * everyNth / speed);
}
