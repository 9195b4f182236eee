namespace GiftGrab;

/// <summary>A source of sound with a thread of its own: a microphone, or the sound of a file.</summary>
/// <remarks>
/// Attach observers, then <see cref="Start"/>. Every member may be called from any thread, also from inside an
/// observer. <see cref="Dispose"/> stops.
/// </remarks>
public abstract class AudioInput : AudioSource, IDisposable
{
    private readonly SourceThread _thread;

    /// <summary>Creates the source.</summary>
    /// <param name="name">Its name in messages, counts and files.</param>
    private protected AudioInput(string name)
        : base(name) => _thread = new SourceThread(name, Run, GiveUpDeliveries, Release, OnEnded);

    /// <summary>Whether the source delivers until it is stopped, and never ends by itself but for a failure.</summary>
    public virtual bool IsEndless => false;

    /// <summary>Whether the source was started and has not ended.</summary>
    public bool IsRunning => _thread.IsStarted && !HasEnded;

    /// <summary>Begins to deliver; a second call changes nothing.</summary>
    public void Start() => _thread.Start();

    /// <summary>Ends delivery: observers get <c>OnCompleted</c> after what waits for them.</summary>
    /// <param name="timeout">How long to wait for the source's thread; 4 s where null. An observer that holds it
    /// up longer loses what waits in its queue, counted as dropped.</param>
    /// <returns>Whether the source's thread has ended.</returns>
    public bool Stop(TimeSpan? timeout = null) => _thread.Stop(timeout);

    /// <summary>Stops the source and frees what it holds, where an observer disposes it as soon as its thread has ended.</summary>
    public void Dispose()
    {
        _thread.StopAndRelease();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs on the source's thread: delivers until the end, or until <paramref name="stop"/> asks to end.</summary>
    /// <param name="stop">May be answered with an <see cref="OperationCanceledException"/>.</param>
    private protected abstract void Run(CancellationToken stop);

    /// <summary>Frees what the source holds; its thread delivers no more.</summary>
    private protected abstract void Release();

    private void OnEnded(Exception? error)
    {
        if (error is null)
        {
            Complete();
        }
        else
        {
            Fail(error);
        }
    }
}
