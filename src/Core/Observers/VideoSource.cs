namespace GiftGrab;

/// <summary>A source of pictures with a thread of its own.</summary>
/// <remarks>
/// Attach observers, then <see cref="Start"/>. Every member may be called from any thread, also from inside an
/// observer. <see cref="Dispose"/> stops.
/// </remarks>
public abstract class VideoSource : MediaSource<VideoFrame>, IDisposable
{
    private readonly SourceThread _thread;
    private readonly FrameRequest _request = new();
    private readonly KeyValuePair<string, object?> _tag;

    /// <summary>Creates the source.</summary>
    /// <param name="name">Its name in messages, counts and files.</param>
    private protected VideoSource(string name)
        : base(name)
    {
        _tag = new("source", name);
        _thread = new SourceThread(name, Run, GiveUp, Release, OnEnded);
    }

    /// <summary>Columns of the frames that are delivered now.</summary>
    public abstract int Width { get; }

    /// <summary>Rows of the frames that are delivered now.</summary>
    public abstract int Height { get; }

    /// <summary>The pixel format of the frames.</summary>
    public abstract PixelFormat Format { get; }

    /// <summary>The nominal rate; unknown where the source does not say.</summary>
    public abstract FrameRate FrameRate { get; }

    /// <summary>The sound that accompanies the pictures, on the same clock; <see langword="null"/> where there is none.</summary>
    public virtual AudioSource? Audio => null;

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

    /// <summary>Waits for the next frame.</summary>
    /// <param name="timeout">How long to wait; 5 s where null.</param>
    /// <returns>The frame, which the caller disposes.</returns>
    /// <exception cref="VideoSourceException">The source is not running, ended, or no frame came in time.</exception>
    public VideoFrame GetFrame(TimeSpan? timeout = null)
    {
        if (!IsRunning)
        {
            throw new VideoSourceException($"{Name} gives no frame: it is not running.");
        }

        return _request.Wait(Name, timeout ?? TimeSpan.FromSeconds(5), () => !HasEnded);
    }

    /// <summary>Delivers only a part of each picture, from the next frame on. The part is a view; nothing is copied.</summary>
    /// <param name="x">The first column, 0 and up.</param>
    /// <param name="y">The first row, 0 and up.</param>
    /// <param name="width">Columns, 1 and up.</param>
    /// <param name="height">Rows, 1 and up.</param>
    /// <exception cref="VideoSourceException">The part is not inside the picture, or begins between chroma samples.</exception>
    public abstract void SetSubFrame(int x, int y, int width, int height);

    /// <summary>Delivers whole pictures again, from the next frame on.</summary>
    public abstract void GetFullFrame();

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

    /// <summary>Delivers a frame and gives it back.</summary>
    private protected void Deliver(VideoFrame frame)
    {
        if (GiftGrabMetrics.Captured.Enabled)
        {
            GiftGrabMetrics.Captured.Add(1, _tag);
        }

        try
        {
            _request.Offer(frame);
            Publish(frame);
        }
        finally
        {
            frame.Dispose();
        }
    }

    /// <summary>Tells the observers of the sound that it ended, too.</summary>
    private protected virtual void EndAudio(Exception? error)
    {
    }

    private void GiveUp()
    {
        GiveUpDeliveries();
        Audio?.GiveUpDeliveries();
    }

    private void OnEnded(Exception? error)
    {
        EndAudio(error);
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
