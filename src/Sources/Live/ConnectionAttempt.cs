namespace GiftGrab;

/// <summary>An attempt to connect on a thread of its own, so that the source's thread goes on meanwhile, and need not wait for a peer that is
/// silent.</summary>
internal sealed class ConnectionAttempt : IDisposable
{
    // FFmpeg asks ten times a second whether it is to end; what takes longer ends aside.
    private static readonly TimeSpan EndingTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private readonly CancellationTokenSource _cancel = new();
    private readonly Task<ILiveConnection> _attempt;
    private bool _isTaken;

    /// <summary>Begins to connect.</summary>
    /// <param name="connector">How.</param>
    /// <param name="timeout">How long it may take.</param>
    public ConnectionAttempt(ILiveConnector connector, TimeSpan timeout)
    {
        CancellationToken cancel = _cancel.Token;
        _attempt = Task.Factory.StartNew(
            () => connector.Connect(timeout, cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Whether it is over, be it with a connection or without.</summary>
    public bool IsOver => _attempt.IsCompleted;

    /// <summary>Waits until it is over.</summary>
    /// <param name="longest">The longest wait.</param>
    /// <param name="time">The time of it.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was requested.</exception>
    public void Wait(TimeSpan longest, TimeProvider time, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);

        // The system's timer counts whole milliseconds and cuts the rest off.
        double milliseconds = Math.Ceiling((longest < LongestWait ? longest : LongestWait).TotalMilliseconds);
        Task.WaitAny(_attempt, Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, over.Token));
        over.Cancel();
        stop.ThrowIfCancellationRequested();
    }

    /// <summary>Takes the connection of an attempt that is over; the caller disposes it.</summary>
    /// <exception cref="VideoSourceException">The source is not there, busy, or refuses; the sentence says which.</exception>
    public ILiveConnection Take()
    {
        _isTaken = true;
        return _attempt.GetAwaiter().GetResult();
    }

    /// <summary>Ends the attempt where it still runs, and closes what it made. Waits for that, but not for long.</summary>
    public void Dispose()
    {
        if (_isTaken)
        {
            _cancel.Dispose();
            return;
        }

        _cancel.Cancel();
        _attempt.ContinueWith(Close, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(EndingTime);
    }

    private void Close(Task<ILiveConnection> attempt)
    {
        if (attempt.IsCompletedSuccessfully)
        {
            attempt.Result.Dispose();
        }

        // Nobody need look at why it failed.
        _ = attempt.Exception;
        _cancel.Dispose();
    }
}
