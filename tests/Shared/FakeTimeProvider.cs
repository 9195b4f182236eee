namespace GiftGrab.Tests;

/// <summary>A clock that stands still until the test advances it.</summary>
internal sealed class FakeTimeProvider : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public DateTimeOffset Start { get; init; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires what became due.</summary>
    public void Advance(TimeSpan by)
    {
        FakeTimer[] due;
        lock (_gate)
        {
            _ticks += by.Ticks;
            due = [.. _timers.Where(timer => timer.Due <= _ticks)];
            foreach (FakeTimer timer in due)
            {
                _timers.Remove(timer);
            }
        }

        foreach (FakeTimer timer in due)
        {
            timer.Fire();
        }
    }

    /// <summary>Waits until somebody waits for this clock.</summary>
    public void WaitForTimer()
    {
        lock (_gate)
        {
            while (_timers.Count == 0)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Waits until somebody waits for this clock, or until there is no more need.</summary>
    /// <returns>Whether somebody waits.</returns>
    public bool WaitForTimer(CancellationToken ended)
    {
        using CancellationTokenRegistration wake = ended.Register(() =>
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        });
        lock (_gate)
        {
            while (_timers.Count == 0 && !ended.IsCancellationRequested)
            {
                Monitor.Wait(_gate);
            }

            return !ended.IsCancellationRequested;
        }
    }

    private sealed class FakeTimer(FakeTimeProvider owner, Action fire) : ITimer
    {
        public long Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                owner._timers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = owner._ticks + dueTime.Ticks;
                    owner._timers.Add(this);
                    Monitor.PulseAll(owner._gate);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
