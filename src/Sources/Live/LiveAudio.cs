namespace GiftGrab;

/// <summary>The sound of a live source, on the clock of its pictures.</summary>
/// <remarks>Blocks follow each other without a hole by their count of samples. Where the sound's clock and the process's differ,
/// the sound is stretched, never the pictures.</remarks>
internal sealed class LiveAudio(string name, AudioFormat format) : AudioSource($"{name} (sound)"), IDisposable
{
    // Arrival wavers by less; sound that is this late was interrupted.
    private const long LongestJitter = 100_000_000;
    private readonly SoundClock _clock = new();
    private readonly DriftCorrector _corrector = new();
    private long _number;
    private long _start;
    private long _samples;

    /// <inheritdoc/>
    public override AudioFormat Format { get; } = format;

    /// <inheritdoc/>
    public override bool IsLive => true;

    /// <summary>Parts of a million by which the sound's clock is faster than the process's, as far as known by now.</summary>
    public double Drift => (1 - _clock.Rate) * 1e6;

    // Where what was delivered ends.
    private long Position => _start + TimeOf(_samples);

    /// <summary>Delivers a block, which stays the caller's.</summary>
    /// <param name="frame">What came.</param>
    /// <param name="timestamp">Its time since the source's first unit, in nanoseconds.</param>
    /// <param name="captureTime">When it came.</param>
    public void Deliver(AudioFrame frame, long timestamp, DateTime captureTime)
    {
        if (HasEnded || timestamp < 0)
        {
            return;
        }

        var found = new AudioFormat(frame.SampleRate, frame.Channels, frame.SampleFormat);
        if (found != Format)
        {
            Fail(new VideoSourceException($"{Name} changed from {Format} to {found} after {_number} blocks."));
            return;
        }

        if (_number == 0 || _clock.ErrorOf(timestamp) is > LongestJitter or < -LongestJitter)
        {
            Begin(timestamp);
        }

        long truth = _clock.Filter(timestamp, TimeOf(frame.SampleCount));
        AudioFrame corrected = _corrector.Correct(frame, Format, truth - Position);
        try
        {
            corrected.ArrivalTimestamp = frame.ArrivalTimestamp;
            corrected.CaptureTime = captureTime;
            Send(corrected);
        }
        finally
        {
            if (corrected != frame)
            {
                corrected.Dispose();
            }
        }
    }

    /// <summary>Frees what correcting takes.</summary>
    public void Dispose() => _corrector.Dispose();

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

    /// <summary>Begins to count at a block; what was delivered stays.</summary>
    private void Begin(long timestamp)
    {
        _start = Math.Max(timestamp, Position);
        _samples = 0;
        _clock.Reset(timestamp);
        _corrector.Reset();
    }

    private void Send(AudioFrame block)
    {
        if (block.SampleCount == 0)
        {
            return;
        }

        block.Number = _number++;
        block.Timestamp = Position;
        _samples += block.SampleCount;
        block.Duration = Position - block.Timestamp;
        block.SourceName = Name;
        Deliver(block);
    }

    private long TimeOf(long samples) => samples * 1_000_000_000 / Format.SampleRate;
}
