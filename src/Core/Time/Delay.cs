namespace GiftGrab;

/// <summary>Waits for a span of a <see cref="TimeProvider"/>'s time.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class Delay : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly ManualResetEventSlim _due = new();

    public Delay(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => _due.Set(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Waits.</summary>
    /// <param name="span">How long; 0 and below return at once.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was requested.</exception>
    public void Wait(TimeSpan span, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        long start = _time.GetTimestamp();
        for (TimeSpan left = span; left > TimeSpan.Zero; left = span - _time.GetElapsedTime(start))
        {
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
}
