namespace GiftGrab;

/// <summary>The one thread of a source: started once, stopped once, its failures caught.</summary>
internal sealed class SourceThread : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private int _started;

    /// <param name="name">The source's name.</param>
    /// <param name="run">Runs until the end or until the token asks it to stop.</param>
    /// <param name="ended">Told once, on the thread, with what <paramref name="run"/> threw.</param>
    public SourceThread(string name, Action<CancellationToken> run, Action<Exception?> ended)
    {
        _thread = new Thread(() => ended(Run(run))) { IsBackground = true, Name = $"source {name}" };
    }

    public bool IsStarted => Volatile.Read(ref _started) != 0;

    /// <summary>Starts the thread; a second call changes nothing.</summary>
    /// <returns>Whether this call started it.</returns>
    public bool Start()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            return false;
        }

        _thread.Start();
        return true;
    }

    /// <summary>Asks the thread to end without waiting for it; again, and after <see cref="Dispose"/>, changes nothing.</summary>
    public void RequestStop()
    {
        if (!_stop.IsCancellationRequested)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Whether the thread ended within the time; true from inside the thread itself.</summary>
    public bool Join(TimeSpan timeout) =>
        !IsStarted || Environment.CurrentManagedThreadId == _thread.ManagedThreadId || _thread.Join(timeout);

    public void Dispose() => _stop.Dispose();

    private Exception? Run(Action<CancellationToken> run)
    {
        try
        {
            run(_stop.Token);
            return null;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
