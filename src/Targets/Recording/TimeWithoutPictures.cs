namespace GiftGrab;

/// <summary>Ends a recording by the clock, where its source is lost and the picture does not come that would end it.</summary>
/// <remarks>It looks first when the recording's time is over, so that it costs nothing before.</remarks>
internal sealed class TimeWithoutPictures : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    // A timer of the system's waits for 49 days at most.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly TimeSpan _longest;
    private readonly Func<SourceGap?> _presentLoss;
    private readonly long _end;
    private readonly Action _over;
    private readonly ITimer _timer;

    /// <param name="longest">How long the recording lasts.</param>
    /// <param name="end">Where it ends, on the source's clock.</param>
    /// <param name="presentLoss">The loss that the source is in; <see langword="null"/>: pictures come, or none are wanted.</param>
    /// <param name="over">Called once, on a thread of the timer's.</param>
    /// <param name="time">The clock.</param>
    public TimeWithoutPictures(TimeSpan longest, long end, Func<SourceGap?> presentLoss, Action over, TimeProvider time)
    {
        (_longest, _presentLoss, _end, _over, _time, _began) = (longest, presentLoss, end, over, time, time.GetTimestamp());
        _timer = time.CreateTimer(static look => ((TimeWithoutPictures)look!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Wait(longest);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        TimeSpan before = _longest - _time.GetElapsedTime(_began);
        if (before > TimeSpan.Zero)
        {
            Wait(before);
            return;
        }

        long left = _presentLoss() is { } loss ? _end - loss.To : Tick.Ticks * 100;
        if (left <= 0)
        {
            _over();
            return;
        }

        Wait(TimeSpan.FromTicks((left + 99) / 100));
    }

    private void Wait(TimeSpan time) => _timer.Change(time < LongestWait ? time : LongestWait, Timeout.InfiniteTimeSpan);
}
