namespace GiftGrab;

/// <summary>Takes the packets of one or several encoders: the part that every output shares.</summary>
/// <remarks>
/// <para>Attach it to every encoder before the first source starts: the header is written once each has opened (of MP4 and MOV
/// the file type alone; the rest needs packets), the recording begins once each gave its first packet, and
/// is finalised once each has completed, failed or been detached. Attached to an encoder that runs already, it begins with the
/// next key frame.</para>
/// <para>Where writing fails, what was written stays playable, <see cref="Failed"/> is raised, and the encoder's other outputs
/// go on.</para>
/// </remarks>
public abstract class PacketOutput : IObserver<EncodedPacket>, IAttachmentAware<EncodedPacket>, INamed, IDisposable
{
    private readonly PacketEngine _engine;

    private protected PacketOutput(string name, PacketEngine engine)
    {
        Name = name;
        _engine = engine;
        engine.Failed += failure => Failed?.Invoke(this, failure);
    }

    /// <summary>Raised once, on a source's thread, after writing failed or a source did.</summary>
    public event EventHandler<VideoTargetException>? Failed;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What was taken until now. From any thread.</summary>
    public OutputStatistics Statistics => _engine.Statistics;

    /// <summary>Done when the recording is finalised; faulted with a <see cref="VideoTargetException"/> that names the output where
    /// it could not be written or ends early.</summary>
    public Task Completion => _engine.Completion;

    /// <inheritdoc/>
    public DeliveryOptions PreferredDelivery => _engine.PreferredDelivery;

    /// <inheritdoc/>
    void IObserver<EncodedPacket>.OnNext(EncodedPacket value) => _engine.Write(value);

    /// <inheritdoc/>
    void IObserver<EncodedPacket>.OnCompleted() => _engine.SourceEnded();

    /// <inheritdoc/>
    void IObserver<EncodedPacket>.OnError(Exception error) => _engine.SourceEnded(error);

    /// <inheritdoc/>
    void IAttachmentAware<EncodedPacket>.OnAttached(MediaSource<EncodedPacket> source, IAttachment attachment) => _engine.Add(source);

    /// <inheritdoc/>
    void IAttachmentAware<EncodedPacket>.OnDetached(MediaSource<EncodedPacket> source) => _engine.SourceEnded();

    /// <summary>Ends without a recording where none has begun, and leaves nothing behind.</summary>
    internal void Discard() => _engine.Discard();

    /// <summary>Finalises now, whoever is still attached. Returns when all is closed; what failed is in <see cref="Completion"/>.</summary>
    public void Dispose()
    {
        _engine.Close();
        GC.SuppressFinalize(this);
    }
}
