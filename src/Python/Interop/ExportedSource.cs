namespace GiftGrab.Interop;

/// <summary>A source as the host sees it: one observer of ours on it delivers to the host's observers and to targets, in the
/// order of a plan that the host sets.</summary>
/// <remarks>Frames come through a queue and thread of their own, so that a paced source keeps true time whatever the host's
/// observers cost: what they cannot take is dropped and counted.</remarks>
internal sealed unsafe class ExportedSource : IObserver<VideoFrame>, INamed
{
    private readonly PixelFormat? _format;
    private readonly IAttachment _attachment;
    private readonly Lock _closingGate = new();
    private DeliveryPlan _plan = DeliveryPlan.Empty;
    private Task? _closing;
    private long _deliveries;
    private int _deliveringThread;
    private volatile bool _isClosing;

    public ExportedSource(VideoSource source, PixelFormat? format, DeliveryOptions delivery)
    {
        Source = source;
        _format = format;
        Handle = HandleTable.Add(this);
        _attachment = source.Attach(this, delivery);
    }

    public VideoSource Source { get; }

    public long Handle { get; }

    public IAttachment Attachment => _attachment;

    /// <summary>The pixel format that the host asked for; <see langword="null"/>: the source's own.</summary>
    public PixelFormat? Format => _format;

    public bool HasEnded { get; private set; }

    string INamed.Name => "host";

    /// <summary>Sets who gets the frames from now on.</summary>
    /// <param name="steps">In order: below 0, the number of a batch of the host's observers, negated; else a target.</param>
    public void SetPlan(ReadOnlySpan<long> steps)
    {
        Volatile.Write(ref _plan, new DeliveryPlan(steps));
        Interlocked.MemoryBarrier();
    }

    /// <summary>Whether a delivery runs on the caller's own thread.</summary>
    public bool IsDeliveringHere => Volatile.Read(ref _deliveringThread) == Environment.CurrentManagedThreadId;

    /// <summary>Waits until a delivery that runs now has ended.</summary>
    public bool WaitForDelivery(TimeSpan timeout)
    {
        long seen = Volatile.Read(ref _deliveries);
        return (seen & 1) == 0 || SpinWait.SpinUntil(() => Volatile.Read(ref _deliveries) != seen, timeout);
    }

    /// <summary>Begins to stop the source and to free what it holds; a second call changes nothing.</summary>
    /// <returns>Done when no frame comes any more.</returns>
    public Task Close()
    {
        _isClosing = true;
        lock (_closingGate)
        {
            return _closing ??= Task.Run(CloseNow);
        }
    }

    public void OnNext(VideoFrame value)
    {
        HostThread.Enter();
        if (Volatile.Read(ref _plan).IsEmpty || _isClosing)
        {
            return;
        }

        Volatile.Write(ref _deliveringThread, Environment.CurrentManagedThreadId);
        Interlocked.Increment(ref _deliveries);
        try
        {
            // Read again behind the fence: a plan that was set before this delivery was announced is the one that counts.
            Volatile.Read(ref _plan).Run(this, value);
        }
        finally
        {
            Volatile.Write(ref _deliveringThread, 0);
            Interlocked.Increment(ref _deliveries);
        }
    }

    public void OnCompleted() => End(null);

    public void OnError(Exception error) => End(error);

    /// <summary>Feeds a target, unless an observer detached it meanwhile.</summary>
    /// <param name="plan">The plan that the frame is delivered by.</param>
    /// <param name="step">The target.</param>
    /// <param name="frame">Stays the caller's.</param>
    public void Feed(DeliveryPlan plan, TargetStep step, VideoFrame frame)
    {
        DeliveryPlan now = Volatile.Read(ref _plan);
        if (ReferenceEquals(plan, now) || now.Serves(step.Target))
        {
            Feed(step.Target, step.Handle, frame);
        }
    }

    private void Feed(ExportedTarget target, long handle, VideoFrame frame)
    {
        if (target.HasFailed)
        {
            return;
        }

        try
        {
            while (!target.TryAppend(frame, mayDrop: Source.IsLive, TimeSpan.FromMilliseconds(100)) && !_isClosing)
            {
            }
        }
        catch (Exception exception)
        {
            target.HasFailed = true;
            if (HostCalls.TryBegin())
            {
                fixed (byte* message = Utf8.Terminated(LastError.MessageOf(exception)))
                {
                    Host.TargetFailed(Handle, handle, (int)LastError.KindOf(exception), message);
                }

                HostCalls.End();
            }
        }
    }

    private void End(Exception? error)
    {
        HasEnded = true;
        if (HostCalls.TryBegin())
        {
            fixed (byte* message = Utf8.Terminated(error is null ? string.Empty : LastError.MessageOf(error)))
            {
                Host.Ended(Handle, error is null ? 0 : (int)LastError.KindOf(error), error is null ? null : message);
            }

            HostCalls.End();
        }

        HostThread.Leave();
    }

    private void CloseNow()
    {
        Source.Dispose();
        Task.WaitAny(Source.Completion);
    }
}
