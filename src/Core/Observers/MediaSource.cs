namespace GiftGrab;

/// <summary>The observable base: keeps observers and delivers units to them under the observer contract.</summary>
/// <typeparam name="T">What is delivered: frames, sound or packets.</typeparam>
/// <remarks>
/// <para>No lock is held while an observer runs; attach, detach and stop may be called from any thread, also
/// from inside <c>OnNext</c>. Units come one at a time: <c>OnNext</c>*, then <c>OnCompleted</c> or
/// <c>OnError</c>, once.</para>
/// <para>An observer that throws is detached, logged and reported by <see cref="ObserverFailed"/>; the source
/// and its other observers go on.</para>
/// <para>It is .NET's own <see cref="IObservable{T}"/>, so System.Reactive works on it unchanged.</para>
/// </remarks>
public abstract class MediaSource<T> : IObservable<T>, INamed
    where T : MediaUnit
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, object> _failed = [];
    private Attachment<T>[] _attachments = [];
    private int _unfinished;
    private bool _ended;
    private Exception? _error;

    /// <summary>Creates the source.</summary>
    /// <param name="name">Its name in messages, counts and files.</param>
    private protected MediaSource(string name) => Name = name;

    /// <summary>Raised on the delivering thread after an observer threw and was detached.</summary>
    public event EventHandler<ObserverFailedEventArgs>? ObserverFailed;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Whether the source cannot wait: a live source drops at a full queue where a file blocks.</summary>
    public virtual bool IsLive => false;

    /// <summary>Done when the source ended and every observer has taken its last unit; faulted when the source failed.</summary>
    public Task Completion => _completion.Task;

    /// <summary>The observers that are attached now.</summary>
    public IReadOnlyList<IAttachment> Attachments => Volatile.Read(ref _attachments);

    /// <summary>How long <see cref="Detach(IObserver{T})"/> waits for a call in flight or a queue to drain; 5 s at first.</summary>
    public TimeSpan DetachTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the stream has ended: no unit comes any more.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate)
            {
                return _ended;
            }
        }
    }

    /// <summary>Whether anybody observes; a source may skip work that nobody asks for.</summary>
    public bool IsObserved => Volatile.Read(ref _attachments).Length > 0;

    /// <summary>Attaches an observer; a second time changes nothing.</summary>
    /// <param name="observer">Gets every unit from the next one on.</param>
    /// <param name="delivery">How it is fed; <see langword="null"/>: as the observer prefers, else inline.</param>
    /// <returns>The attachment with its counts; disposing it detaches.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="observer"/> is null.</exception>
    public IAttachment Attach(IObserver<T> observer, DeliveryOptions? delivery = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var aware = observer as IAttachmentAware<T>;
        Attachment<T> attachment;
        bool ended;
        lock (_gate)
        {
            if (Find(observer) is { } existing)
            {
                return existing;
            }

            attachment = new Attachment<T>(this, observer, delivery ?? aware?.PreferredDelivery ?? DeliveryOptions.Inline);
            _attachments = [.. _attachments, attachment];
            _unfinished++;
        }

        try
        {
            aware?.OnAttached(this, attachment);
        }
        catch
        {
            Finished(attachment);
            throw;
        }

        // The state opens under the lock, so that an end is either seen here or delivered by Terminate.
        lock (_gate)
        {
            attachment.Activate();
            ended = _ended;
        }

        if (ended)
        {
            attachment.End(_error);
        }

        return attachment;
    }

    /// <summary>Detaches an observer. When it returns, no call is in flight and none will come.</summary>
    /// <param name="observer">An attached observer. What waits in its queue is delivered first, unless the call
    /// comes from inside its own <c>OnNext</c>.</param>
    /// <exception cref="ObserverException">It was never attached.</exception>
    /// <exception cref="TimeoutException">A call did not return within <see cref="DetachTimeout"/>; the observer
    /// is detached all the same, what waited for it is dropped and counted, and it is told once that call returns.</exception>
    public void Detach(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        Attachment<T>? attachment;
        lock (_gate)
        {
            attachment = Find(observer);
        }

        if (attachment is not null)
        {
            Detach(attachment);
        }
        else if (!_failed.TryGetValue(observer, out _))
        {
            string name = (observer as INamed)?.Name ?? observer.GetType().Name;
            throw new ObserverException($"The observer {name} cannot be detached from {Name}: it is not attached to it.");
        }
    }

    /// <summary>System.Reactive's door: attaches as <see cref="Attach"/> does.</summary>
    /// <param name="observer">Gets every unit from the next one on.</param>
    /// <returns>Detaches when disposed.</returns>
    public IDisposable Subscribe(IObserver<T> observer) => Attach(observer);

    /// <summary>How an observer is attached; <see langword="null"/>: it is not.</summary>
    internal IAttachment? AttachmentOf(IObserver<T> observer)
    {
        lock (_gate)
        {
            return Find(observer);
        }
    }

    internal void Detach(Attachment<T> attachment)
    {
        Remove(attachment);
        attachment.Detach(DetachTimeout);
    }

    internal Task DetachAsync(Attachment<T> attachment)
    {
        Remove(attachment);
        return attachment.Leave(DetachTimeout);
    }

    internal void Finished(Attachment<T> attachment)
    {
        bool done;
        Remove(attachment);
        lock (_gate)
        {
            _unfinished--;
            done = _ended && _unfinished == 0;
        }

        if (done)
        {
            SettleCompletion();
        }
    }

    internal void ReportFailure(Attachment<T> attachment, Exception exception)
    {
        _failed.AddOrUpdate(attachment.Observer, attachment);
        CoreLog.ObserverFailed(GiftGrabLog.Logger, attachment.ObserverName, Name, exception);
        var failure = new ObserverFailedEventArgs(attachment.Observer, attachment.ObserverName, exception);
        Guard(attachment, () => ObserverFailed?.Invoke(this, failure));
    }

    /// <summary>Runs somebody else's code; what it throws is logged.</summary>
    internal void Guard(Attachment<T> attachment, Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            CoreLog.ObserverFailed(GiftGrabLog.Logger, attachment.ObserverName, Name, exception);
        }
    }

    /// <summary>Drops what queued observers have not taken, so that a stop is bounded.</summary>
    internal void GiveUpDeliveries()
    {
        foreach (Attachment<T> attachment in Volatile.Read(ref _attachments))
        {
            attachment.GiveUp();
        }
    }

    /// <summary>Delivers one unit to everybody attached. One thread at a time.</summary>
    /// <param name="unit">Stays the caller's.</param>
    private protected void Publish(T unit)
    {
        Attachment<T>[] attachments = Volatile.Read(ref _attachments);
        if (attachments.Length == 1)
        {
            attachments[0].Deliver(unit);
            return;
        }

        // The second reference keeps the first observer from writing in place what the next one will read.
        unit.AddReference();
        try
        {
            foreach (Attachment<T> attachment in attachments)
            {
                attachment.Deliver(unit);
            }
        }
        finally
        {
            unit.Dispose();
        }
    }

    /// <summary>Ends the stream: <c>OnCompleted</c> for everybody, once.</summary>
    private protected void Complete() => Terminate(null);

    /// <summary>Ends the stream with a failure: <c>OnError</c> for everybody, once.</summary>
    private protected void Fail(Exception error) => Terminate(error);

    private void Terminate(Exception? error)
    {
        Attachment<T>[] attachments;
        bool done;
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            _error = error;
            attachments = _attachments;
            done = _unfinished == 0;
        }

        if (done)
        {
            SettleCompletion();
        }

        foreach (Attachment<T> attachment in attachments)
        {
            attachment.End(error);
        }
    }

    private void SettleCompletion()
    {
        if (_error is null)
        {
            _completion.TrySetResult();
        }
        else
        {
            _completion.TrySetException(_error);

            // Nobody need look at it: the failure went to every observer too.
            _ = _completion.Task.Exception;
        }
    }

    private Attachment<T>? Find(IObserver<T> observer) =>
        Array.Find(_attachments, attachment => ReferenceEquals(attachment.Observer, observer));

    private void Remove(Attachment<T> attachment)
    {
        lock (_gate)
        {
            _attachments = Array.FindAll(_attachments, other => !ReferenceEquals(other, attachment));
        }
    }
}
