namespace GiftGrab;

/// <summary>Writes the packets of one or several encoders into any .NET stream: memory, a pipe, a socket.</summary>
/// <remarks>The bytes are those of a file's recording in the making, so that a reader can follow. An MP4 or MOV stays in its
/// fragments.</remarks>
public sealed class StreamOutput : PacketOutput
{
    /// <summary>Makes the output; nothing is written yet.</summary>
    /// <param name="stream">Stays the caller's, who closes it after <see cref="PacketOutput.Completion"/>. Need not be able to seek.</param>
    /// <param name="container">The container.</param>
    /// <param name="metadata">What the container says of itself.</param>
    /// <param name="name">What messages call it; <see langword="null"/>: the stream's type.</param>
    /// <exception cref="VideoTargetException">The stream cannot be written, or a tag is none that the container keeps.</exception>
    public StreamOutput(Stream stream, Container container, RecordingMetadata? metadata = null, string? name = null)
        : base(name ?? NameOf(stream), Engine(stream, container, metadata, name ?? NameOf(stream))) => Container = container;

    /// <summary>The container.</summary>
    public Container Container { get; }

    private static string NameOf(Stream stream) => stream?.GetType().Name ?? throw new ArgumentNullException(nameof(stream));

    private static PacketWriter Engine(Stream stream, Container container, RecordingMetadata? metadata, string name)
    {
        if (!stream.CanWrite)
        {
            throw new VideoTargetException($"{name} cannot be written: the stream is closed or for reading alone.");
        }

        var format = ContainerFormats.Of(container);
        var plan = new RecordingPlan(format, RecordingTags.Of(metadata ?? new RecordingMetadata(), format, name));
        return new PacketWriter(new StreamDestination(name, stream), plan, new TimestampFiles());
    }
}
