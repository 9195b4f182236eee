namespace GiftGrab;

/// <summary>Says which frames are due to be kept.</summary>
/// <remarks>Asked on one thread; <see cref="Request"/> from any.</remarks>
internal sealed class SnapshotSchedule(SnapshotOptions options)
{
    private readonly long? _interval = options.Interval is { } interval ? Nanoseconds(interval) : null;
    private readonly long[] _times = [.. options.Times.Select(Nanoseconds).Order()];
    private readonly long _end = options.MaxDuration is { } duration ? Nanoseconds(duration) : long.MaxValue;
    private readonly long _frames = options.MaxFrames ?? long.MaxValue;
    private long _left = options.MaxCount ?? long.MaxValue;
    private long _start = long.MinValue;
    private long _next;
    private long _seen;
    private int _passed;
    private int _requested;

    /// <summary>Makes the next frame due.</summary>
    public void Request() => Volatile.Write(ref _requested, 1);

    /// <summary>Whether all is kept that was asked for; told by the frames that were looked at.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The times that no frame came for until now; none once as many pictures are kept as were asked for.</summary>
    public IEnumerable<TimeSpan> Missed => Volatile.Read(ref _left) == 0
        ? []
        : _times.Skip(Volatile.Read(ref _passed)).Select(time => TimeSpan.FromTicks(time / TimeSpan.NanosecondsPerTick));

    /// <summary>Whether a frame is to be kept. It counts where it is.</summary>
    public bool IsDue(VideoFrame frame)
    {
        if (_start == long.MinValue)
        {
            _start = frame.Timestamp;
        }

        // A frame is shown until the next one begins: what is asked for within that time is this picture.
        long begin = frame.Timestamp - _start;
        IsOver |= begin >= _end || _seen >= _frames;
        _seen++;
        bool isDue = !IsOver
            && (IsDueByInterval(begin) | IsDueByTime(begin + Math.Max(frame.Duration, 1)) | Interlocked.Exchange(ref _requested, 0) != 0);
        IsOver |= isDue && --_left == 0;
        return isDue;
    }

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    private bool IsDueByInterval(long begin)
    {
        if (_interval is not { } interval || begin < _next)
        {
            return false;
        }

        // The times that passed while nothing came are left out, not caught up with.
        _next = ((begin / interval) + 1) * interval;
        return true;
    }

    private bool IsDueByTime(long end)
    {
        int before = _passed;
        while (_passed < _times.Length && _times[_passed] < end)
        {
            _passed++;
        }

        return _passed > before;
    }
}
