namespace GiftGrab;

/// <summary>One observer on one source: feeds it, counts, and ends it exactly once.</summary>
internal sealed class Attachment<T> : IAttachment
    where T : MediaUnit
{
    private const int Attaching = 0;
    private const int Active = 1;
    private const int Ended = 2;

    private readonly MediaSource<T> _source;
    private readonly QueueFullPolicy? _whenFull;
    private readonly DropLog _drops = new();
    private readonly DeliveryQueue<T>? _queue;
    private readonly Thread? _thread;
    private readonly DeliveryMeter _meter;
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _error;
    private bool _isEnding;
    private bool _completes;
    private bool _leaves;
    private bool _isLate;
    private bool _hasDelivered;
    private long _received;
    private long _delivered;
    private int _state = Attaching;
    private int _deliveringThread;
    private int _finished;

    public Attachment(MediaSource<T> source, IObserver<T> observer, DeliveryOptions options)
    {
        _source = source;
        _whenFull = options.WhenFull;
        Observer = observer;
        ObserverName = (observer as INamed)?.Name ?? observer.GetType().Name;
        _meter = new DeliveryMeter(source.Name, ObserverName);
        if (!options.IsInline)
        {
            _queue = new DeliveryQueue<T>(options.Capacity, WhenFull, _drops);
            _thread = new Thread(DeliverFromQueue) { IsBackground = true, Name = $"deliver {ObserverName}" };
        }
    }

    public IObserver<T> Observer { get; }

    public string ObserverName { get; }

    public long Received => Volatile.Read(ref _received);

    public long Delivered => Volatile.Read(ref _delivered);

    public long Dropped => _drops.Count;

    public int Waiting => _queue?.Count ?? 0;

    public IReadOnlyList<UnitRange> DroppedRanges => _drops.ToList();

    /// <summary>Opens the attachment for units, unless it was detached before.</summary>
    public void Activate()
    {
        if (Volatile.Read(ref _state) == Attaching)
        {
            _thread?.Start();
            Interlocked.CompareExchange(ref _state, Active, Attaching);
        }
    }

    /// <summary>Called by the source's thread alone.</summary>
    public void Deliver(T unit)
    {
        // The exchange is the fence that pairs with the one in Detach: either this thread sees Ended,
        // or the detaching thread sees this delivery in flight.
        Interlocked.Exchange(ref _deliveringThread, Environment.CurrentManagedThreadId);
        if (Volatile.Read(ref _state) == Active)
        {
            Volatile.Write(ref _received, _received + 1);
            if (_queue is null)
            {
                Call(unit);
            }
            else
            {
                bool lost = _queue.Enqueue(unit);
                _meter.QueueChanged(lost ? 0 : 1);
                _meter.Dropped(lost ? 1 : 0, "queue-full");
            }
        }

        Volatile.Write(ref _deliveringThread, 0);
        TellWhereLate();
    }

    /// <summary>The source ended: what waits is delivered, then the observer is told, once.</summary>
    public void End(Exception? error)
    {
        // While it attaches, Attach sees the end itself as soon as the observer is ready. Then both may come here.
        if (Volatile.Read(ref _state) == Attaching || Interlocked.Exchange(ref _isEnding, true))
        {
            return;
        }

        _error = error;
        Volatile.Write(ref _completes, true);
        if (_queue is null)
        {
            Interlocked.Exchange(ref _deliveringThread, Environment.CurrentManagedThreadId);
            TellEnd();
            Volatile.Write(ref _deliveringThread, 0);
            TellWhereLate();
        }
        else
        {
            _queue.Close();
        }
    }

    public void GiveUp() => Abandon();

    public void Dispose() => _source.Detach(this);

    public Task DetachAsync() => _source.DetachAsync(this);

    /// <summary>Ends the attachment without a completion, once what waits was delivered. Returns at once.</summary>
    /// <param name="timeout">How long the call of an observer without a queue may take.</param>
    public Task Leave(TimeSpan timeout)
    {
        if (_queue is null)
        {
            return Task.Run(() => Detach(timeout));
        }

        Volatile.Write(ref _leaves, true);
        _queue.Close();
        return _gone.Task;
    }

    /// <summary>Ends the attachment without a completion; returns when no call is in flight.</summary>
    /// <exception cref="TimeoutException">The observer's call did not return within <paramref name="timeout"/>: the thread that it is on
    /// tells the observer afterwards.</exception>
    public void Detach(TimeSpan timeout)
    {
        bool idle = true;
        _queue?.Close();
        Interlocked.CompareExchange(ref _state, Ended, Attaching);
        if (_thread is not null && _thread != Thread.CurrentThread)
        {
            idle = (_thread.ThreadState & ThreadState.Unstarted) != 0 || _thread.Join(timeout);
        }

        Interlocked.Exchange(ref _state, Ended);
        Abandon();
        idle &= WaitForDelivery(timeout);
        if (idle || !IsLeftToItsThread())
        {
            Finish(tellDetached: true);
        }

        if (!idle)
        {
            throw new TimeoutException(
                $"The observer {ObserverName} was detached from {_source.Name}, but its call did not return within {timeout.TotalSeconds:0.#} s.");
        }
    }

    // Asked when a queue is full, not once: a node may be attached to its source after its own observers.
    private QueueFullPolicy WhenFull() => _whenFull ?? (_source.IsLive ? QueueFullPolicy.DropNewest : QueueFullPolicy.Block);

    private void DeliverFromQueue()
    {
        while (_queue!.Dequeue() is { } unit)
        {
            _meter.QueueChanged(-1);
            Call(unit);
            GiveBack(unit);
        }

        if (Volatile.Read(ref _completes))
        {
            TellEnd();
        }
        else if (Volatile.Read(ref _leaves))
        {
            Interlocked.Exchange(ref _state, Ended);
            Finish(tellDetached: true);
        }

        Volatile.Write(ref _hasDelivered, true);
        TellWhereLate();
    }

    // No two calls to an observer at once: what it is told of its detaching waits for a call that is late.
    private bool IsLeftToItsThread()
    {
        Volatile.Write(ref _isLate, true);

        // Pairs with the reads after every call, which cost no fence: that thread sees the flag, or this one that the call is over.
        Interlocked.MemoryBarrierProcessWide();
        return _thread is null ? Volatile.Read(ref _deliveringThread) != 0 : !Volatile.Read(ref _hasDelivered);
    }

    private void TellWhereLate()
    {
        if (Volatile.Read(ref _isLate))
        {
            Finish(tellDetached: true);
        }
    }

    private void Call(T unit)
    {
        try
        {
            Observer.OnNext(unit);
            Volatile.Write(ref _delivered, _delivered + 1);
            _meter.Delivered();
        }
        catch (Exception exception)
        {
            _drops.Add(unit.Number);
            _meter.Dropped(1, "observer-failed");
            Fail(exception);
        }
    }

    private void GiveBack(T unit)
    {
        try
        {
            unit.Dispose();
        }
        catch (ObjectDisposedException exception)
        {
            // The observer gave back what is not its own.
            Fail(exception);
        }
    }

    private void TellEnd()
    {
        bool isDetached = Interlocked.CompareExchange(ref _state, Ended, Active) != Active;
        try
        {
            if (!isDetached)
            {
                if (_error is null)
                {
                    Observer.OnCompleted();
                }
                else
                {
                    Observer.OnError(_error);
                }
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
        finally
        {
            Finish(tellDetached: isDetached);
        }
    }

    private void Fail(Exception exception)
    {
        Interlocked.Exchange(ref _state, Ended);
        Abandon();
        _queue?.Close();
        _source.ReportFailure(this, exception);
        Finish(tellDetached: true);
    }

    private void Finish(bool tellDetached)
    {
        if (Interlocked.Exchange(ref _finished, 1) != 0)
        {
            return;
        }

        if (tellDetached && Observer is IAttachmentAware<T> aware)
        {
            _source.Guard(this, () => aware.OnDetached(_source));
        }

        _source.Finished(this);
        _gone.TrySetResult();
    }

    private void Abandon()
    {
        int dropped = _queue?.Abandon() ?? 0;
        _meter.QueueChanged(-dropped);
        _meter.Dropped(dropped, "detached");
    }

    private bool WaitForDelivery(TimeSpan timeout)
    {
        long start = TimeProvider.System.GetTimestamp();
        SpinWait spin = default;
        while (Volatile.Read(ref _deliveringThread) is not 0 and int thread
            && thread != Environment.CurrentManagedThreadId)
        {
            if (TimeProvider.System.GetElapsedTime(start) > timeout)
            {
                return false;
            }

            spin.SpinOnce();
        }

        return true;
    }
}
