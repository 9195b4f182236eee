namespace GiftGrab;

/// <summary>Holds units back until their time, against one absolute clock, so that lateness never adds up.</summary>
internal sealed class Pacer : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly ManualResetEventSlim _due = new();
    private long? _origin;

    public Pacer(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => _due.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The monotonic clock at timestamp 0, in nanoseconds; 0 before the first wait.</summary>
    public long Origin => _origin is { } ticks ? Rescale.Down(ticks, 1_000_000_000, _time.TimestampFrequency) : 0;

    /// <summary>Waits until <paramref name="timestamp"/> nanoseconds have passed since the first call's timestamp was due.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was requested.</exception>
    public void WaitUntil(long timestamp, CancellationToken stop)
    {
        _origin ??= _time.GetTimestamp() - ToTicks(timestamp);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            TimeSpan left = _time.GetElapsedTime(_time.GetTimestamp(), _origin.Value + ToTicks(timestamp));
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            _due.Reset();

            // The system's timer counts whole milliseconds and cuts the rest off.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            _due.Wait(stop);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _due.Dispose();
    }

    private long ToTicks(long nanoseconds) => Rescale.Down(nanoseconds, _time.TimestampFrequency, 1_000_000_000);
}
