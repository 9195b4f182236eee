namespace GiftGrab;

/// <summary>What becomes of packets behind an output's public face.</summary>
internal abstract class PacketEngine
{
    /// <summary>Raised once, on the thread that met the failure.</summary>
    public event Action<VideoTargetException>? Failed;

    public abstract Task Completion { get; }

    public abstract OutputStatistics Statistics { get; }

    public abstract DeliveryOptions PreferredDelivery { get; }

    /// <summary>One more source feeds the recording.</summary>
    /// <exception cref="VideoTargetException">It is too late for that.</exception>
    public abstract void Add(MediaSource<EncodedPacket> source);

    /// <exception cref="VideoTargetException">Writing failed, now or earlier.</exception>
    public abstract void Write(EncodedPacket packet);

    /// <summary>A source gives no more: it completed, failed or was detached. After the last one the recording is finalised.</summary>
    /// <param name="error">Why it failed.</param>
    public abstract void SourceEnded(Exception? error = null);

    /// <summary>Finalises now, whoever is still attached.</summary>
    public abstract void Close();

    /// <summary>Ends without a recording where none has begun, leaves nothing behind, and calls it no failure.</summary>
    public abstract void Discard();

    private protected void Raise(VideoTargetException failure) => Failed?.Invoke(failure);
}
