namespace GiftGrab;

/// <summary>Reads the sound of a file, and none of its pictures: any container and codec that FFmpeg reads.</summary>
/// <remarks>Timestamps are nanoseconds since the file's first unit of sound.</remarks>
public sealed class FileAudioReader : AudioInput
{
    private readonly string _path;
    private readonly Demuxer _demuxer;
    private readonly ReadMark _mark;
    private readonly SoundDecoder _sound;
    private readonly NativePacket _packet = new();
    private readonly TimeProvider _time;

    internal FileAudioReader(string path, AudioSourceOptions options)
        : base(options.Name ?? Path.GetFileName(path))
    {
        _path = path;
        _time = options.TimeProvider;
        Pace = options.Pace ?? Pace.AsFast;
        _demuxer = MediaFile.Open(path);
        _mark = new ReadMark(path);
        try
        {
            DemuxedStream stream = _demuxer.Audio ?? throw new VideoSourceException($"{path} has pictures, but no sound.");
            _sound = new SoundDecoder(Name, stream, path, new MediaTimeline(null), options.TimeProvider);
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public override AudioFormat Format => _sound.Format;

    /// <inheritdoc/>
    public override bool IsLive => Pace.IsPaced;

    /// <summary>How many packets could not be decoded whole so far.</summary>
    public long DamagedPackets => _sound.DamagedPackets;

    /// <summary>How fast it delivers; as it is when the source is started.</summary>
    internal Pace Pace { get; set; }

    private protected override void Run(CancellationToken stop)
    {
        using Pacer? pacer = IsLive ? new Pacer(_time) : null;
        _demuxer.StopWith(stop);
        while (_demuxer.Read(_packet))
        {
            stop.ThrowIfCancellationRequested();
            if (_packet.StreamIndex == _demuxer.Audio!.Index)
            {
                Decode(_packet, pacer, stop);
            }
        }

        Decode(null, pacer, stop);
        if (_sound.Count == 0)
        {
            throw new VideoSourceException($"{_path} has no sound that can be decoded.");
        }
    }

    private protected override void Release()
    {
        _mark.Dispose();
        _sound?.Dispose();
        _packet.Dispose();
        _demuxer.Dispose();
    }

    private void Decode(NativePacket? packet, Pacer? pacer, CancellationToken stop)
    {
        _sound.Send(packet);
        while (_sound.TryReceive() is { } block)
        {
            using (block)
            {
                pacer?.WaitUntil(block.Timestamp, stop);
                block.ClockOrigin = pacer?.Origin ?? 0;
                Deliver(block);
            }
        }
    }
}
