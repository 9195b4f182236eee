namespace GiftGrab;

/// <summary>Writes the packets of one or several encoders into a file.</summary>
/// <remarks>
/// <para>Attach it to every encoder before the first source starts: the file begins once each gave its first packet, and is
/// finalised once each has completed, failed or been detached.</para>
/// <para>A process that is killed at any instant leaves a file that plays and lacks at most its last second. MP4 and MOV are
/// written in fragments for that, and become plain files with the index in front when they are finalised.</para>
/// <para>A file is written by one output alone, also between processes. Where writing fails (a full disk), what was written
/// stays playable, <see cref="Failed"/> is raised, and the encoder's other outputs go on.</para>
/// </remarks>
public sealed class FileOutput : IObserver<EncodedPacket>, IAttachmentAware<EncodedPacket>, INamed, IDisposable
{
    private readonly PacketWriter _writer;

    /// <summary>Creates the file.</summary>
    /// <param name="path">In a folder that exists.</param>
    /// <param name="container"><see langword="null"/>: what the path's extension stands for.</param>
    /// <param name="options">How; <see langword="null"/>: as usual.</param>
    /// <exception cref="VideoTargetException">It cannot be written: it exists, another recording writes it, its folder is missing,
    /// there is no permission or no room, or the extension is not known.</exception>
    public FileOutput(string path, Container? container = null, FileOutputOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new FileOutputOptions();
        Path = path;
        Container = container ?? Containers.FromPath(path);
        var plan = new RecordingPlan(ContainerFormats.Of(Container), new Dictionary<string, string>());
        _writer = new PacketWriter(new FileDestination(path, options), plan);
        _writer.Failed += failure => Failed?.Invoke(this, failure);
    }

    /// <summary>Raised once, on a source's thread, after writing failed.</summary>
    public event EventHandler<VideoTargetException>? Failed;

    /// <inheritdoc/>
    public string Name => Path;

    /// <summary>The file, as it was given.</summary>
    public string Path { get; }

    /// <summary>The container.</summary>
    public Container Container { get; }

    /// <summary>What was written until now. From any thread.</summary>
    public OutputStatistics Statistics => _writer.Statistics;

    /// <summary>Done when the file is finalised; faulted with a <see cref="VideoTargetException"/> that names the path where it
    /// could not be written or ends early.</summary>
    public Task Completion => _writer.Completion;

    /// <summary>On a thread of its own, so that a slow disk does not hold up the encoder at once; nothing is dropped.</summary>
    public DeliveryOptions PreferredDelivery => PacketWriter.Delivery;

    /// <inheritdoc/>
    void IObserver<EncodedPacket>.OnNext(EncodedPacket value) => _writer.Write(value);

    /// <inheritdoc/>
    void IObserver<EncodedPacket>.OnCompleted() => _writer.SourceEnded();

    /// <inheritdoc/>
    void IObserver<EncodedPacket>.OnError(Exception error) => _writer.SourceEnded(error);

    /// <inheritdoc/>
    void IAttachmentAware<EncodedPacket>.OnAttached(MediaSource<EncodedPacket> source, IAttachment attachment) => _writer.Add(source);

    /// <inheritdoc/>
    void IAttachmentAware<EncodedPacket>.OnDetached(MediaSource<EncodedPacket> source) => _writer.SourceEnded();

    /// <summary>Finalises the file now, whoever is still attached. Returns when it is closed; what failed is in
    /// <see cref="Completion"/>.</summary>
    public void Dispose() => _writer.Dispose();
}
