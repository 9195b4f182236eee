namespace GiftGrab;

/// <summary>Decodes a recording from its first picture to its last, and its sound besides.</summary>
/// <remarks>What cannot be read ends it, as a player would end there; <see cref="Failure"/> says so.</remarks>
internal sealed class FramePass : IDisposable
{
    private static readonly DemuxerOptions Input = new(TimeSpan.FromSeconds(30));
    private readonly Demuxer _demuxer;
    private readonly Decoder _decoder;
    private readonly Decoder? _sound;
    private readonly NativePacket _packet = new();
    private long _torn;
    private bool _drained;
    private bool _ended;

    private FramePass(Demuxer demuxer, string path, bool withSound)
    {
        _demuxer = demuxer;
        _decoder = Decoder.Open(demuxer.Video!, path, new DecoderOptions());
        _sound = withSound && demuxer.Audio is { } audio ? Decoder.Open(audio, path, new DecoderOptions { Threads = 1 }) : null;
    }

    /// <summary>The main pictures.</summary>
    public DemuxedStream Video => _demuxer.Video!;

    /// <summary>The main sound.</summary>
    public DemuxedStream? Audio => _demuxer.Audio;

    /// <summary>What the container says of itself.</summary>
    public IReadOnlyDictionary<string, string> Tags => _demuxer.Tags;

    /// <summary>Packets of pictures and sound until now.</summary>
    public long Packets { get; private set; }

    /// <summary>Samples of sound until now, in each channel.</summary>
    public long Samples { get; private set; }

    /// <summary>Packets that are torn, and left out, or could not be decoded, until now.</summary>
    public long DamagedPackets => _torn + _decoder.DamagedPackets + (_sound?.DamagedPackets ?? 0);

    /// <summary>Why reading ended early; <see langword="null"/> where it did not.</summary>
    public string? Failure { get; private set; }

    /// <exception cref="GiftGrabException">It cannot be read, or has no pictures.</exception>
    public static FramePass Open(string path, bool withSound = false)
    {
        if (!File.Exists(path))
        {
            throw new GiftGrabException($"{path} does not exist.");
        }

        Demuxer demuxer;
        try
        {
            demuxer = Demuxer.Open($"file:{path}", path, Input);
        }
        catch (Exception exception) when (exception is FFmpegException or TimeoutException)
        {
            throw new GiftGrabException($"{path} cannot be read: {(exception as FFmpegException)?.Reason ?? exception.Message}.", exception);
        }

        try
        {
            return demuxer.Video is not null
                ? new FramePass(demuxer, path, withSound)
                : throw new GiftGrabException($"{path} has no pictures.");
        }
        catch
        {
            demuxer.Dispose();
            throw;
        }
    }

    /// <summary>The next picture, which the caller disposes, with its time in the file; <see langword="null"/> at the end.</summary>
    public VideoFrame? Next()
    {
        while (true)
        {
            VideoFrame frame = VideoFrame.Rent();
            if (_decoder.TryReceive(frame.Native, out MediaTime time))
            {
                frame.TakeColorFromNative();
                frame.Timestamp = time.Start ?? 0;
                frame.Duration = time.Duration;
                return frame;
            }

            frame.Dispose();
            if (_drained)
            {
                return null;
            }

            Feed();
        }
    }

    public void Dispose()
    {
        _packet.Dispose();
        _sound?.Dispose();
        _decoder.Dispose();
        _demuxer.Dispose();
    }

    private void Feed()
    {
        while (!_ended && ReadPacket())
        {
            Packets++;
            if (_packet.IsDamaged)
            {
                _torn++;
                continue;
            }

            if (_packet.StreamIndex == Video.Index)
            {
                _decoder.Send(_packet);
                return;
            }

            if (_sound is not null)
            {
                _sound.Send(_packet);
                CountSound();
            }
        }

        _drained = true;
        _decoder.Send(null);
        _sound?.Send(null);
        CountSound();
    }

    private bool ReadPacket()
    {
        try
        {
            _ended = !_demuxer.Read(_packet);
        }
        catch (Exception exception) when (exception is FFmpegException or TimeoutException)
        {
            Failure = exception.Message;
            _ended = true;
        }

        return !_ended;
    }

    private void CountSound()
    {
        using AudioFrame frame = AudioFrame.Rent();
        while (_sound is not null && _sound.TryReceive(frame.Native, out _))
        {
            Samples += frame.SampleCount;
        }
    }
}
