namespace GiftGrab;

/// <summary>The one thread of a source and its life: started once, stopped within a time, its failures caught, and what the source
/// holds freed once nobody uses it any more.</summary>
internal sealed class SourceThread
{
    private const int Disposed = 1;
    private const int ThreadEnded = 2;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _startGate = new();
    private readonly Thread _thread;
    private readonly string _name;
    private readonly Action _giveUp;
    private readonly Action _release;
    private readonly Action<Exception?> _ended;
    private bool _isStarted;
    private bool _isStopped;
    private int _over;

    /// <param name="name">The source's name.</param>
    /// <param name="run">Runs until the end or until the token asks it to stop.</param>
    /// <param name="giveUp">Drops what waits for observers that hold the thread up.</param>
    /// <param name="release">Frees what the source holds: called once, when the source is disposed and its thread has ended.</param>
    /// <param name="ended">Told that the source ended, on the thread or where it never started, and by which failure.</param>
    public SourceThread(string name, Action<CancellationToken> run, Action giveUp, Action release, Action<Exception?> ended)
    {
        _name = name;
        _giveUp = giveUp;
        _release = release;
        _ended = ended;
        _thread = new Thread(() => End(Run(run))) { IsBackground = true, Name = $"source {name}" };
    }

    public bool IsStarted => Volatile.Read(ref _isStarted);

    /// <summary>Starts the thread; a second call, and one after <see cref="Stop"/>, changes nothing.</summary>
    public void Start()
    {
        // What Stop finds not started is released, so that it must not begin after that; and a thread can be waited for only when it runs.
        lock (_startGate)
        {
            if (!_isStarted && !_isStopped)
            {
                Volatile.Write(ref _isStarted, true);
                _thread.Start();
            }
        }
    }

    /// <summary>Asks the thread to end, and waits for it; from inside the thread itself it does not wait.</summary>
    /// <param name="timeout">How long to wait; 4 s where null. An observer that holds the thread up longer is given up.</param>
    /// <returns>Whether the thread has ended.</returns>
    public bool Stop(TimeSpan? timeout)
    {
        TimeSpan wait = timeout ?? TimeSpan.FromSeconds(4);
        if (!_stop.IsCancellationRequested)
        {
            _stop.Cancel();
        }

        bool isStarted;
        lock (_startGate)
        {
            isStarted = _isStarted;
            _isStopped = true;
        }

        if (!isStarted)
        {
            End(null);
            return true;
        }

        if (Join(wait))
        {
            return true;
        }

        CoreLog.StopTimedOut(GiftGrabLog.Logger, _name, wait.TotalSeconds);
        _giveUp();
        return Join(TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Stops, and frees what the source holds; where an observer calls it, as soon as the thread has ended.</summary>
    public void StopAndRelease()
    {
        Stop(null);
        ReleaseAfter(Disposed);
    }

    private bool Join(TimeSpan timeout) =>
        !IsStarted || Environment.CurrentManagedThreadId == _thread.ManagedThreadId || _thread.Join(timeout);

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

    private void End(Exception? error)
    {
        ReleaseAfter(ThreadEnded);
        if (error is null)
        {
            _ended(null);
            return;
        }

        CoreLog.SourceFailed(GiftGrabLog.Logger, _name, error);
        _ended(error as GiftGrabException ?? new VideoSourceException($"{_name} failed: {error.Message}", error));
    }

    /// <summary>Frees what the source holds once nobody will use it any more and its thread does not either.</summary>
    private void ReleaseAfter(int what)
    {
        int before = Interlocked.Or(ref _over, what);
        if (before != (Disposed | ThreadEnded) && (before | what) == (Disposed | ThreadEnded))
        {
            _release();
            _stop.Dispose();
        }
    }
}
