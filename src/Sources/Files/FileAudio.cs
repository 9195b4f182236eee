namespace GiftGrab;

/// <summary>The sound of a file; decoded on the reader's thread, and only while somebody observes it.</summary>
internal sealed class FileAudio : AudioSource, IDisposable
{
    // Containers that count milliseconds round each block's time; this far the count of samples is the truth.
    private const long RoundingOfContainers = 2_000_000;
    private readonly Decoder _decoder;
    private readonly StreamClock _clock;
    private readonly TimeProvider _time;
    private AudioFrame? _next;
    private long _number;
    private long? _expected;

    public FileAudio(string name, DemuxedStream stream, string path, MediaTimeline timeline, FileReaderOptions options)
        : base($"{name} (sound)")
    {
        IsLive = options.Pace.IsPaced;
        _decoder = Decoder.Open(stream, path, new DecoderOptions { Threads = 1 });

        // FFmpeg has two decoders of some codecs; the one that probed the file need not be the one that decodes it.
        string samples = _decoder.SampleFormat == SampleFormats.Unknown ? stream.SampleFormat : _decoder.SampleFormat;
        Format = new AudioFormat(stream.SampleRate, stream.Channels, samples);
        _clock = new StreamClock(timeline, 0);
        _time = options.TimeProvider;
    }

    /// <inheritdoc/>
    public override AudioFormat Format { get; }

    /// <inheritdoc/>
    public override bool IsLive { get; }

    public long DamagedPackets => _decoder.DamagedPackets;

    /// <summary>Decodes a packet, or what is left after the last one, and delivers what comes out.</summary>
    public void Decode(NativePacket? packet)
    {
        if (!IsObserved || HasEnded)
        {
            return;
        }

        _decoder.Send(packet);
        while (_decoder.TryReceive((_next ??= AudioFrame.Rent()).Native, out MediaTime time))
        {
            AudioFrame frame = _next;
            _next = null;
            try
            {
                Deliver(frame, time);
            }
            finally
            {
                frame.Dispose();
            }
        }
    }

    /// <summary>Tells the observers that the sound ended.</summary>
    public void End(Exception? error)
    {
        if (error is null)
        {
            Complete();
        }
        else
        {
            Fail(error);
        }
    }

    public void Dispose()
    {
        _next?.Dispose();
        _next = null;
        _decoder.Dispose();
    }

    private void Deliver(AudioFrame frame, MediaTime time)
    {
        if (frame.SampleRate != Format.SampleRate || frame.Channels != Format.Channels || frame.SampleFormat != Format.SampleFormat)
        {
            Fail(new VideoSourceException(
                $"{Name} changed from {Format} to {new AudioFormat(frame.SampleRate, frame.Channels, frame.SampleFormat)} after {_number} blocks."));
            return;
        }

        long duration = (long)frame.SampleCount * 1_000_000_000 / Format.SampleRate;
        (long timestamp, _) = _clock.Advance(time with { Duration = duration });
        if (_expected is { } expected && Math.Abs(timestamp - expected) <= RoundingOfContainers)
        {
            timestamp = expected;
        }

        _expected = timestamp + duration;
        frame.Number = _number++;
        frame.Timestamp = timestamp;
        frame.Duration = duration;
        frame.CaptureTime = _time.GetUtcNow().UtcDateTime;
        frame.SourceName = Name;
        Deliver(frame);
    }
}
