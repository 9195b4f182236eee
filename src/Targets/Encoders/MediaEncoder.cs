namespace GiftGrab;

/// <summary>What encoders of pictures and sound have in common: they observe units and are observed for packets.</summary>
/// <typeparam name="T">What is encoded.</typeparam>
/// <remarks>
/// <para>An encoder opens at its first unit, on the thread that delivers, or before where a target knows what will come. When its source ends, or it is detached, it gives out
/// what it kept back and ends its own stream.</para>
/// <para>A failure is told to its observers as <c>OnError</c>, so that a file behind it is finished, and detaches the
/// encoder from its source.</para>
/// </remarks>
public abstract class MediaEncoder<T> : MediaSource<EncodedPacket>, IObserver<T>, IAttachmentAware<T>, IPacketSource, IDisposable
    where T : MediaUnit
{
    private bool _closed;
    private MediaEncoding? _encoding;
    private MediaSource<T>? _source;

    /// <summary>Creates the encoder.</summary>
    /// <param name="name">Its name in messages and counts.</param>
    private protected MediaEncoder(string name)
        : base(name)
    {
    }

    private event Action? Opened;

    /// <inheritdoc/>
    event Action? IPacketSource.Opened
    {
        add => Opened += value;
        remove => Opened -= value;
    }

    /// <inheritdoc/>
    public abstract DeliveryOptions PreferredDelivery { get; }

    /// <summary>What the packets belong to; <see langword="null"/> before the encoder is open.</summary>
    public EncodedStream? Stream => Encoding?.Stream;

    /// <summary>What came in and went out until now. May be read from any thread.</summary>
    public EncoderStatistics Statistics => Counters.Read();

    /// <inheritdoc/>
    bool IPacketSource.HasGivenPackets => Counters.Read().Packets > 0;

    /// <inheritdoc/>
    bool IPacketSource.IsSourceLive => Volatile.Read(ref _source) is { IsLive: true };

    private protected EncoderCounters Counters { get; } = new();

    /// <summary>The open encoder; <see langword="null"/> before. Set once, read from any thread.</summary>
    private protected MediaEncoding? Encoding
    {
        get => Volatile.Read(ref _encoding);
        set
        {
            Volatile.Write(ref _encoding, value);
            Opened?.Invoke();
        }
    }

    /// <inheritdoc/>
    public virtual void OnAttached(MediaSource<T> source, IAttachment attachment)
    {
        ArgumentNullException.ThrowIfNull(source);
        Volatile.Write(ref _source, source);
    }

    /// <inheritdoc/>
    public void OnDetached(MediaSource<T> source) => Close(null);

    /// <inheritdoc/>
    public void OnNext(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        ObjectDisposedException.ThrowIf(_closed, this);
        try
        {
            Encode(value);
        }
        catch (Exception exception)
        {
            Abort(exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public void OnError(Exception error) => Close(error);

    /// <inheritdoc/>
    public void OnCompleted() => Close(null);

    /// <summary>Frees what the encoder holds; what it has not given out yet is lost. Detach it first.</summary>
    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            Release();
            Complete();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Encodes a unit, and publishes what comes out.</summary>
    private protected abstract void Encode(T unit);

    /// <summary>Encodes what waits for more before it fills a unit of the codec's. Nothing follows.</summary>
    private protected virtual void EncodeRest()
    {
    }

    /// <summary>Publishes every packet that is ready.</summary>
    private protected void Drain(MediaEncoding encoding)
    {
        while (encoding.TryTake(Name) is { } packet)
        {
            using (packet)
            {
                HandOn(packet);
            }
        }
    }

    /// <summary>Gives a packet to the observers.</summary>
    /// <param name="packet">Stays the caller's.</param>
    private protected virtual void HandOn(EncodedPacket packet) => Publish(packet);

    /// <summary>Gives the observers what <see cref="HandOn"/> kept back.</summary>
    private protected virtual void HandOnRest()
    {
    }

    private void Finish()
    {
        if (Encoding is { } encoding)
        {
            EncodeRest();
            encoding.Finish();
            Drain(encoding);
            HandOnRest();
        }
    }

    /// <summary>Frees what encoding takes.</summary>
    private protected virtual void Release() => Encoding?.Dispose();

    private void Close(Exception? error)
    {
        if (_closed)
        {
            return;
        }

        try
        {
            Finish();
        }
        catch (Exception exception)
        {
            Abort(exception);
            throw;
        }

        _closed = true;
        Release();
        if (error is null)
        {
            Complete();
        }
        else
        {
            Fail(error);
        }
    }

    private void Abort(Exception exception)
    {
        if (!_closed)
        {
            _closed = true;
            HandOnRest();
            Release();
            Fail(exception as VideoTargetException ?? new VideoTargetException($"{Name}: {exception.Message}", exception));
        }
    }
}
