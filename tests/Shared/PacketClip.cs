using FFmpeg.AutoGen;

namespace GiftGrab.Tests;

/// <summary>The packets of a file, as encoders would give them.</summary>
internal sealed unsafe class PacketClip : IDisposable
{
    private readonly Demuxer _demuxer;
    private readonly NativePacket _packet = new();

    public PacketClip(string path, bool audio = true)
    {
        _demuxer = Demuxer.Open($"file:{path}", path, new DemuxerOptions(TimeSpan.FromSeconds(30)));
        Video = new PacketSource("video", _demuxer.Video!);
        Audio = audio && _demuxer.Audio is not null ? new PacketSource("audio", _demuxer.Audio) : null;
    }

    public PacketSource Video { get; }

    public PacketSource? Audio { get; }

    /// <summary>Attaches an output to every stream, on the test's own thread.</summary>
    public void Attach(IObserver<EncodedPacket> output)
    {
        Video.Attach(output, DeliveryOptions.Inline);
        Audio?.Attach(output, DeliveryOptions.Inline);
    }

    /// <summary>Publishes one packet.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Step()
    {
        if (!_demuxer.Read(_packet))
        {
            return false;
        }

        PacketSource? source = _packet.StreamIndex == Video.Index ? Video : _packet.StreamIndex == Audio?.Index ? Audio : null;
        source?.Publish(_packet);
        return true;
    }

    /// <summary>Publishes all that is left, then ends the streams.</summary>
    public void Play(Action? afterEach = null)
    {
        while (Step())
        {
            afterEach?.Invoke();
        }

        End();
    }

    public void End()
    {
        Video.End();
        Audio?.End();
    }

    public void Dispose()
    {
        _packet.Dispose();
        _demuxer.Dispose();
    }
}

/// <summary>One stream of a file.</summary>
internal sealed unsafe class PacketSource : MediaSource<EncodedPacket>, IPacketSource
{
    private readonly EncodedStream _stream;
    private long _number;
    private bool _isOpen;

    public PacketSource(string name, DemuxedStream stream)
        : base(name)
    {
        _stream = new EncodedStream(stream.Pointer->codecpar, stream.Pointer->time_base, stream.FrameRate, "copy");
        Index = stream.Index;
    }

    public event Action? Opened;

    public int Index { get; }

    /// <summary>Tells outputs that the stream is known.</summary>
    public void Open()
    {
        _isOpen = true;
        Opened?.Invoke();
    }

    /// <summary>The end of the last picture given, in nanoseconds.</summary>
    public long Position { get; private set; }

    /// <summary>When a picture of this time was captured.</summary>
    public Func<long, DateTime> CaptureTime { get; set; } = time => DateTime.UnixEpoch.AddTicks(time / 100);

    public bool HasGivenPackets => _number > 0;

    public bool IsSourceLive { get; set; }

    public EncodedStream? Stream => _isOpen || _number > 0 ? _stream : null;

    public void Publish(NativePacket native)
    {
        using EncodedPacket packet = EncodedPacket.Rent();
        ffmpeg.av_packet_ref(packet.Native, native.Pointer);
        packet.Describe(_stream, _number++, Name);
        packet.CaptureTime = CaptureTime(packet.Timestamp);
        Position = Math.Max(Position, packet.Timestamp + packet.Duration);
        Publish(packet);
    }

    public void End() => Complete();

    public void Break(Exception error) => Fail(error);
}
