namespace GiftGrab;

/// <summary>Finalises parts one after the other, aside: the recording goes on meanwhile.</summary>
internal sealed class PartClosing(Action<OpenPart> closed)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private int _thread;

    /// <summary>Whether the caller is being told of a part, and would wait for itself.</summary>
    public bool IsTellingCaller => Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId;

    /// <summary>Done when every part that was handed over is final.</summary>
    public Task Completion
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>Hands a part over; it gets no more packets.</summary>
    /// <param name="part">The part.</param>
    /// <param name="error">Why it ends early.</param>
    public void Add(OpenPart part, Exception? error = null)
    {
        lock (_gate)
        {
            _last = _last.ContinueWith(_ => Close(part, error), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Close(OpenPart part, Exception? error)
    {
        part.Writer.Close(error);
        Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);
        try
        {
            closed(part);
        }
        finally
        {
            Volatile.Write(ref _thread, 0);
        }
    }
}
