namespace GiftGrab;

/// <summary>An open encoder of sound at work: sampling, block sizes, times and counts around it.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class AudioEncoding : MediaEncoding
{
    /// <summary>A hole in the sound that is longer is filled with silence: shorter ones are how capture jitters.</summary>
    private const long LongestJitter = 40_000_000;

    /// <summary>Silence of a long pause is encoded in portions of this many nanoseconds, to take no more memory than they do.</summary>
    private const long MostSilence = 1_000_000_000;

    private Resampler? _resampler;
    private readonly AudioFrame _block;
    private readonly AudioFormat _format;
    private readonly int _blockSize;
    private long _start;
    private long _samplesIn;
    private int _filled;
    private long _nextTime;
    private bool _isFilling;

    /// <param name="settings">How it is encoded.</param>
    /// <param name="counters">What is counted.</param>
    public AudioEncoding(AudioEncoderSettings settings, EncoderCounters counters)
        : base(AudioEncoderOpening.Open(settings), counters)
    {
        _format = settings.Format;
        try
        {
            // Encoders without a size of their own, such as PCM's, get a fiftieth of a second.
            _blockSize = Encoder.BlockSize > 0 ? Encoder.BlockSize : Math.Max(1, _format.SampleRate / 50);
            _block = AudioFrame.Create(_format, _blockSize);
        }
        catch
        {
            Encoder.Dispose();
            throw;
        }
    }

    /// <summary>Prepares for sound like a block's; later blocks change nothing.</summary>
    /// <param name="first">A block of what comes in.</param>
    /// <param name="start">When the stream begins, in nanoseconds.</param>
    public void Begin(AudioFrame first, long start)
    {
        if (_resampler is null)
        {
            _resampler = new Resampler(first, _format);
            _start = start;
            _nextTime = FrameClock.ToTicks(start, _format.SampleRate);
        }
    }

    /// <summary>Fills a hole before a block with silence, at most a second at once; then call <see cref="EncodeNext"/> until it is
    /// false.</summary>
    /// <param name="frame">The block.</param>
    /// <param name="time">When its first sample that is recorded is heard, in nanoseconds.</param>
    /// <returns>Whether some of the hole is left.</returns>
    public bool FillBefore(AudioFrame frame, long time)
    {
        long hole = time - _start - FrameClock.ToNanoseconds(_samplesIn, frame.SampleRate);
        bool isFilling = _isFilling;
        bool isBegin = _samplesIn == 0;

        // Where the stream's begin is not the first block's, all that lies before that is silence.
        _isFilling = hole > (isFilling || isBegin ? 0 : LongestJitter);
        if (!_isFilling)
        {
            return false;
        }

        int missing = (int)(Math.Min(hole, MostSilence) * frame.SampleRate / 1_000_000_000);
        _isFilling = hole > MostSilence;
        _resampler!.AddSilence(missing);
        _samplesIn += missing;
        if (!isFilling && !isBegin)
        {
            Counters.Repeated();
        }

        return _isFilling;
    }

    /// <summary>Takes a part of a block; then call <see cref="EncodeNext"/> until it is false.</summary>
    /// <param name="frame">The block.</param>
    /// <param name="from">The first sample of each channel.</param>
    /// <param name="count">Samples of each channel.</param>
    public void Add(AudioFrame frame, int from, int count)
    {
        var format = new AudioFormat(frame.SampleRate, frame.Channels, frame.SampleFormat);
        if (format != _resampler!.SourceFormat)
        {
            throw new VideoTargetException(
                $"The sound changed from {Describe(_resampler.SourceFormat)} to {Describe(format)}; a recording keeps one: begin a new one.");
        }

        Counters.FrameIn();
        _resampler.Add(frame, from, count);
        _samplesIn += count;
    }

    /// <summary>Encodes one block of what waits.</summary>
    /// <param name="isLast">Whether what is left is encoded too, though it fills no block.</param>
    /// <returns>Whether there was one.</returns>
    public unsafe bool EncodeNext(bool isLast)
    {
        _block.Native.Pointer->nb_samples = _blockSize;
        _filled += _resampler?.Take(_block, _filled, isLast) ?? 0;
        if (_filled < (isLast ? 1 : _blockSize))
        {
            return false;
        }

        _block.Native.Pointer->nb_samples = _filled;
        Encoder.Send(_block.Native, _nextTime, false);
        _nextTime += _filled;
        _filled = 0;

        // The encoder keeps a view of the samples, so the next block gets memory of its own.
        _block.MakeWritable();
        return true;
    }

    public override void Dispose()
    {
        base.Dispose();
        _resampler?.Dispose();
        _block.Dispose();
    }

    private static string Describe(AudioFormat format) => $"{format.Channels} channels at {format.SampleRate} Hz ({format.SampleFormat})";
}
