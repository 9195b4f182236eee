namespace GiftGrab;

/// <summary>Decodes the sound of a file into blocks with their times.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class SoundDecoder : IDisposable
{
    // Containers that count milliseconds round each block's time; this far the count of samples is the truth.
    private const long RoundingOfContainers = 2_000_000;
    private readonly string _name;
    private readonly Decoder _decoder;
    private readonly StreamClock _clock;
    private readonly TimeProvider _time;
    private AudioFrame? _next;
    private long? _expected;

    public SoundDecoder(string name, DemuxedStream stream, string path, MediaTimeline timeline, TimeProvider time)
    {
        _name = name;
        _decoder = Decoder.Open(stream, path, new DecoderOptions { Threads = 1 });

        // FFmpeg has two decoders of some codecs; the one that probed the file need not be the one that decodes it.
        string samples = _decoder.SampleFormat == SampleFormats.Unknown ? stream.SampleFormat : _decoder.SampleFormat;
        Format = new AudioFormat(stream.SampleRate, stream.Channels, samples);
        _clock = new StreamClock(timeline, 0);
        _time = time;
    }

    public AudioFormat Format { get; }

    /// <summary>Blocks so far.</summary>
    public long Count { get; private set; }

    public long DamagedPackets => _decoder.DamagedPackets;

    /// <summary>Takes a packet, or <see langword="null"/> after the last one; then call <see cref="TryReceive"/> until it is null.</summary>
    public void Send(NativePacket? packet) => _decoder.Send(packet);

    /// <summary>The next block, which the caller disposes; <see langword="null"/> where none is ready.</summary>
    /// <exception cref="VideoSourceException">It is sampled otherwise than the ones before.</exception>
    public AudioFrame? TryReceive()
    {
        if (!_decoder.TryReceive((_next ??= AudioFrame.Rent()).Native, out MediaTime time))
        {
            return null;
        }

        AudioFrame block = _next;
        _next = null;
        try
        {
            Describe(block, time);
            return block;
        }
        catch
        {
            block.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _next?.Dispose();
        _next = null;
        _decoder.Dispose();
    }

    private void Describe(AudioFrame block, MediaTime time)
    {
        if (block.SampleRate != Format.SampleRate || block.Channels != Format.Channels || block.SampleFormat != Format.SampleFormat)
        {
            throw new VideoSourceException(
                $"{_name} changed from {Format} to {new AudioFormat(block.SampleRate, block.Channels, block.SampleFormat)} after {Count} blocks.");
        }

        long duration = (long)block.SampleCount * 1_000_000_000 / Format.SampleRate;
        (long timestamp, _) = _clock.Advance(time with { Duration = duration });
        if (_expected is { } expected && Math.Abs(timestamp - expected) <= RoundingOfContainers)
        {
            timestamp = expected;
        }

        _expected = timestamp + duration;
        block.Number = Count++;
        block.Timestamp = timestamp;
        block.Duration = duration;
        block.CaptureTime = _time.GetUtcNow().UtcDateTime;
        block.SourceName = _name;
    }
}
