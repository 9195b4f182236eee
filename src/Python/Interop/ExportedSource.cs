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
    private Step[] _plan = [];
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
        var plan = new Step[steps.Length];
        for (int i = 0; i < plan.Length; i++)
        {
            plan[i] = steps[i] < 0
                ? new Step((int)-steps[i], null, 0)
                : new Step(0, HandleTable.Get<ExportedTarget>(steps[i]), steps[i]);
        }

        Volatile.Write(ref _plan, plan);
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
        if (Volatile.Read(ref _plan).Length == 0 || _isClosing)
        {
            return;
        }

        Volatile.Write(ref _deliveringThread, Environment.CurrentManagedThreadId);
        Interlocked.Increment(ref _deliveries);
        VideoFrame? own = null;
        try
        {
            // Read again behind the fence: a plan that was set before this delivery was announced is the one that counts.
            Step[] plan = Volatile.Read(ref _plan);
            foreach (Step step in plan)
            {
                // An observer may have detached what comes behind it.
                Step[] now = Volatile.Read(ref _plan);
                if (ReferenceEquals(plan, now) || step.Target is null || Serves(now, step.Target))
                {
                    own = Run(step, own, value);
                }
            }
        }
        finally
        {
            own?.Dispose();
            Volatile.Write(ref _deliveringThread, 0);
            Interlocked.Increment(ref _deliveries);
        }
    }

    public void OnCompleted() => End(null);

    public void OnError(Exception error) => End(error);

    // Not a lambda, whose memory would be taken with every frame.
    private static bool Serves(Step[] plan, ExportedTarget target)
    {
        foreach (Step step in plan)
        {
            if (step.Target == target)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Runs one step.</summary>
    /// <param name="step">Observers of the host, or a target.</param>
    /// <param name="own">The frame in memory of ours, as the steps before left it.</param>
    /// <param name="original">The frame as the source gave it.</param>
    /// <returns>The frame for the next step.</returns>
    private VideoFrame? Run(Step step, VideoFrame? own, VideoFrame original)
    {
        if (step.Target is { } target)
        {
            own ??= _format is null ? null : original.ToPacked(_format.Value);
            Feed(target, step.TargetHandle, own ?? original);
            return own;
        }

        // A target before may still read; what the host's observers write is theirs and of those behind them alone.
        if (own is null || !own.HasSingleOwner)
        {
            VideoFrame before = own ?? original;
            VideoFrame fresh = before.ToPacked(_format ?? before.Format);
            own?.Dispose();
            own = fresh;
        }

        Show(own, step.Batch);
        return own;
    }

    private void Show(VideoFrame frame, int batch)
    {
        if (!HostCalls.TryBegin())
        {
            return;
        }

        long handle = HandleTable.Add(frame.Retain());
        int kept = Host.Deliver(
            Handle, batch, handle, (byte*)frame.GetPointer(0), frame.Width, frame.Height, frame.Number, frame.Timestamp);
        HostCalls.End();
        if (kept == 0)
        {
            HandleTable.Remove(handle);
            frame.Dispose();
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
                fixed (byte* message = Utf8.Terminated(exception.Message))
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
            fixed (byte* message = Utf8.Terminated(error?.Message ?? string.Empty))
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

    /// <summary>One station of a frame: a batch of the host's observers, or a target.</summary>
    private readonly record struct Step(int Batch, ExportedTarget? Target, long TargetHandle);
}
