namespace GiftGrab;

/// <summary>Places the blocks of live sound on the process's clock.</summary>
/// <remarks>Blocks follow each other without a hole by their count of samples. Where the sound's clock and the process's differ,
/// the sound is stretched, never the pictures. One thread at a time.</remarks>
internal sealed class SoundTimeline(AudioFormat format) : IDisposable
{
    // Arrival wavers by less, while nothing holds the process up.
    private const long LongestJitter = 100_000_000;

    // Where something does, sound comes late and catches up, and nothing of it is lost; later, or late for longer, it was interrupted.
    private const long LongestStall = 1_000_000_000;
    private readonly SoundClock _clock = new();
    private readonly DriftCorrector _corrector = new();
    private long _start;
    private long _samples;
    private long _lateFor;
    private bool _begins = true;

    /// <summary>Blocks so far.</summary>
    public long Count { get; private set; }

    /// <summary>Parts of a million by which the sound's clock is faster than the process's, as far as known by now.</summary>
    public double Drift => (1 - _clock.Rate) * 1e6;

    /// <summary>Where what was placed ends, in nanoseconds since the source's first unit.</summary>
    public long Position => _start + TimeOf(_samples);

    /// <summary>Whether a block comes so late after the one before that sound was interrupted, or this process was.</summary>
    /// <param name="timestamp">When its first sample was heard at the latest, in nanoseconds since the source's first unit.</param>
    public bool IsInterruptedBefore(long timestamp) => !_begins && _clock.ErrorOf(timestamp) > LongestStall;

    /// <summary>Places a block.</summary>
    /// <param name="block">It stays the caller's.</param>
    /// <param name="timestamp">When its first sample was heard, in nanoseconds since the source's first unit.</param>
    /// <returns>The block itself, or one to deliver instead, which the caller disposes; numbered and timed.</returns>
    public AudioFrame Place(AudioFrame block, long timestamp)
    {
        long length = TimeOf(block.SampleCount);
        long error = _clock.ErrorOf(timestamp);
        bool isLate = error > LongestJitter;
        if (_begins || error is > LongestStall or < -LongestJitter || (isLate && _lateFor > LongestStall))
        {
            Begin(timestamp);
            isLate = false;
        }

        _lateFor = isLate ? _lateFor + length : 0;
        long late = 0;
        if (isLate)
        {
            _clock.Skip(length);
        }
        else
        {
            late = _clock.Filter(timestamp, length) - Position;
        }

        // Sound that comes faster than it sounds, as from a file behind ALSA, is as long as its samples are.
        AudioFrame placed = late is > LongestJitter or < -LongestJitter ? block : _corrector.Correct(block, format, late);
        placed.ArrivalTimestamp = block.ArrivalTimestamp;
        placed.CaptureTime = block.CaptureTime;
        placed.SenderTime = block.SenderTime;
        placed.ClockOrigin = block.ClockOrigin;
        if (placed.SampleCount > 0)
        {
            placed.Number = Count++;
            placed.Timestamp = Position;
            _samples += placed.SampleCount;
            placed.Duration = Position - placed.Timestamp;
        }

        return placed;
    }

    /// <summary>Frees what correcting takes.</summary>
    public void Dispose() => _corrector.Dispose();

    /// <summary>What comes next was interrupted: it begins at its own time.</summary>
    public void Interrupt() => _begins = true;

    /// <summary>Begins to count at a block; what was delivered stays.</summary>
    private void Begin(long timestamp)
    {
        _start = Math.Max(timestamp, Position);
        _samples = 0;
        _begins = false;
        _clock.Reset(timestamp);
        _corrector.Reset();
    }

    private long TimeOf(long samples) => FrameClock.ToNanoseconds(samples, format.SampleRate);
}
