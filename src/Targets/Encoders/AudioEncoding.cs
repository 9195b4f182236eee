namespace GiftGrab;

/// <summary>An open encoder of sound at work: sampling, block sizes, times and counts around it.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class AudioEncoding : IDisposable
{
    /// <summary>A hole in the sound that is longer is filled with silence: shorter ones are how capture jitters.</summary>
    private const long LongestJitter = 40_000_000;

    private readonly Encoder _encoder;
    private readonly Resampler _resampler;
    private readonly EncoderCounters _counters;
    private readonly AudioFrame _block;
    private readonly AudioFormat _format;
    private readonly int _blockSize;
    private readonly long _start;
    private long _samplesIn;
    private long _nextTime;
    private long _packetNumber;

    public AudioEncoding(AudioEncoderSettings settings, AudioFrame first, EncoderCounters counters)
    {
        _counters = counters;
        _format = settings.Format;
        _start = first.Timestamp;
        _nextTime = FrameClock.ToTicks(first.Timestamp, _format.SampleRate);
        _encoder = AudioEncoderOpening.Open(settings);
        try
        {
            // Encoders without a size of their own, such as PCM's, get a fiftieth of a second.
            _blockSize = _encoder.BlockSize > 0 ? _encoder.BlockSize : Math.Max(1, _format.SampleRate / 50);
            _resampler = new Resampler(first, _format);
            _block = AudioFrame.Create(_format, _blockSize);
        }
        catch
        {
            _resampler?.Dispose();
            _encoder.Dispose();
            throw;
        }
    }

    public EncodedStream Stream => _encoder.Stream;

    /// <summary>Takes a block; then call <see cref="EncodeNext"/> until it is false.</summary>
    public void Add(AudioFrame frame)
    {
        var format = new AudioFormat(frame.SampleRate, frame.Channels, frame.SampleFormat);
        if (format != _resampler.SourceFormat)
        {
            throw new VideoTargetException(
                $"The sound changed from {Describe(_resampler.SourceFormat)} to {Describe(format)}; a recording keeps one: begin a new one.");
        }

        _counters.FrameIn();
        long expected = _start + (_samplesIn * 1_000_000_000 / format.SampleRate);
        if (frame.Timestamp - expected > LongestJitter)
        {
            int missing = (int)Math.Min(int.MaxValue, (frame.Timestamp - expected) * format.SampleRate / 1_000_000_000);
            _resampler.AddSilence(missing);
            _samplesIn += missing;
            _counters.Repeated();
        }

        _resampler.Add(frame);
        _samplesIn += frame.SampleCount;
    }

    /// <summary>Encodes one block of what waits.</summary>
    /// <param name="isLast">Whether what is left is encoded too, though it fills no block.</param>
    /// <returns>Whether there was one.</returns>
    public unsafe bool EncodeNext(bool isLast)
    {
        if (_resampler.Waiting < (isLast ? 1 : _blockSize))
        {
            return false;
        }

        _block.Native.Pointer->nb_samples = _blockSize;
        int taken = _resampler.Take(_block);
        if (taken == 0)
        {
            return false;
        }

        _block.Native.Pointer->nb_samples = taken;
        _encoder.Send(_block.Native, _nextTime, false);
        _nextTime += taken;

        // The encoder keeps a view of the samples, so the next block gets memory of its own.
        _block.MakeWritable();
        return true;
    }

    /// <summary>Takes the next packet; the caller disposes it. Null: none is ready.</summary>
    public EncodedPacket? TryTake(string sourceName)
    {
        EncodedPacket packet = EncodedPacket.Rent();
        try
        {
            if (!_encoder.TryReceive(packet))
            {
                packet.Dispose();
                return null;
            }

            packet.Describe(_encoder.Stream, _packetNumber++, sourceName);
            _counters.PacketOut(packet);
            return packet;
        }
        catch
        {
            packet.Dispose();
            throw;
        }
    }

    public void Finish() => _encoder.Finish();

    public void Dispose()
    {
        _encoder.Dispose();
        _resampler.Dispose();
        _block.Dispose();
    }

    private static string Describe(AudioFormat format) => $"{format.Channels} channels at {format.SampleRate} Hz ({format.SampleFormat})";
}
