namespace GiftGrab;

/// <summary>Places the blocks of live sound on the process's clock.</summary>
/// <remarks>Blocks follow each other without a hole by their count of samples. Where the sound's clock and the process's differ,
/// the sound is stretched, never the pictures. One thread at a time.</remarks>
internal sealed class SoundTimeline(AudioFormat format) : IDisposable
{
    // Arrival wavers by less; sound that is this late was interrupted.
    private const long LongestJitter = 100_000_000;
    private readonly SoundClock _clock = new();
    private readonly DriftCorrector _corrector = new();
    private long _start;
    private long _samples;

    /// <summary>Blocks so far.</summary>
    public long Count { get; private set; }

    /// <summary>Parts of a million by which the sound's clock is faster than the process's, as far as known by now.</summary>
    public double Drift => (1 - _clock.Rate) * 1e6;

    /// <summary>Where what was placed ends, in nanoseconds since the source's first unit.</summary>
    public long Position => _start + TimeOf(_samples);

    /// <summary>Places a block.</summary>
    /// <param name="block">It stays the caller's.</param>
    /// <param name="timestamp">When its first sample was heard, in nanoseconds since the source's first unit.</param>
    /// <returns>The block itself, or one to deliver instead, which the caller disposes; numbered and timed.</returns>
    public AudioFrame Place(AudioFrame block, long timestamp)
    {
        if (Count == 0 || _clock.ErrorOf(timestamp) is > LongestJitter or < -LongestJitter)
        {
            Begin(timestamp);
        }

        long late = _clock.Filter(timestamp, TimeOf(block.SampleCount)) - Position;

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

    /// <summary>Begins to count at a block; what was delivered stays.</summary>
    private void Begin(long timestamp)
    {
        _start = Math.Max(timestamp, Position);
        _samples = 0;
        _clock.Reset(timestamp);
        _corrector.Reset();
    }

    private long TimeOf(long samples) => samples * 1_000_000_000 / format.SampleRate;
}
