using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>An encoded picture or block of sound: a reference-counted view of native memory.</summary>
/// <remarks>Valid while <c>OnNext</c> runs; <see cref="Retain"/> keeps it longer. <see cref="MediaUnit.Timestamp"/>
/// is its presentation time. Packets come in decoding order.</remarks>
public sealed unsafe class EncodedPacket : MediaUnit
{
    private static readonly UnitPool<EncodedPacket> Pool = new(() => new EncodedPacket());
    private EncodedStream? _stream;
    private long? _sourceTimestamp;

    private EncodedPacket()
    {
        FFmpegLibraries.EnsureLoaded();
        Native = ffmpeg.av_packet_alloc();
        if (Native is null)
        {
            throw new OutOfMemoryException("No memory for a packet.");
        }
    }

    /// <summary>A copy of the encoded bytes, for languages that have no spans.</summary>
    public byte[] ToArray() => Data.ToArray();

    /// <summary>The encoded bytes.</summary>
    /// <returns>Valid as long as the packet is held.</returns>
    public ReadOnlySpan<byte> Data
    {
        get
        {
            EnsureHeld();
            return new ReadOnlySpan<byte>(Native->data, Native->size);
        }
    }

    /// <summary>Whether decoding may begin here.</summary>
    public bool IsKeyFrame
    {
        get
        {
            EnsureHeld();
            return (Native->flags & ffmpeg.AV_PKT_FLAG_KEY) != 0;
        }
    }

    /// <summary>When it is to be decoded, in nanoseconds on the same clock as <see cref="MediaUnit.Timestamp"/>.</summary>
    public long DecodeTimestamp { get; internal set; }

    /// <summary>What <see cref="MediaUnit.Timestamp"/> was before the encoder put it into its own clock: of a picture its frame's,
    /// which may equal that of the frame before.</summary>
    public long SourceTimestamp
    {
        get => _sourceTimestamp ?? Timestamp;
        internal set => _sourceTimestamp = value;
    }

    /// <summary>The stream that it belongs to.</summary>
    public EncodedStream Stream
    {
        get
        {
            EnsureHeld();
            return _stream!;
        }
    }

    internal AVPacket* Native { get; }

    /// <summary>Keeps the packet beyond <c>OnNext</c>: takes a reference that <see cref="MediaUnit.Dispose"/> gives back.</summary>
    /// <returns>The packet itself.</returns>
    public EncodedPacket Retain()
    {
        AddReference();
        return this;
    }

    internal static EncodedPacket Rent()
    {
        EncodedPacket packet = Pool.Rent();
        packet.Activate();
        return packet;
    }

    /// <summary>Reads times from the native packet, which counts in the stream's time base.</summary>
    internal void Describe(EncodedStream stream, long number, string sourceName)
    {
        _stream = stream;
        Number = number;
        SourceName = sourceName;
        Timestamp = Nanoseconds(Native->pts, stream.TimeBase);
        DecodeTimestamp = Nanoseconds(Native->dts, stream.TimeBase);
        Duration = Nanoseconds(Native->duration, stream.TimeBase);
    }

    /// <summary>Has what it holds be shown for longer.</summary>
    /// <param name="duration">In the stream's time base.</param>
    internal void Lengthen(long duration)
    {
        Native->duration = Math.Max(Native->duration, duration);
        Duration = Nanoseconds(Native->duration, Stream.TimeBase);
    }

    private protected override void Recycle()
    {
        ffmpeg.av_packet_unref(Native);
        _stream = null;
        DecodeTimestamp = 0;
        _sourceTimestamp = null;
        ClearIdentity();
        Pool.Return(this);
    }

    /// <summary>A native time as packets tell it.</summary>
    internal static long Nanoseconds(long value, AVRational timeBase) => value == ffmpeg.AV_NOPTS_VALUE
        ? 0
        : ffmpeg.av_rescale_q(value, timeBase, new AVRational { num = 1, den = 1_000_000_000 });
}
