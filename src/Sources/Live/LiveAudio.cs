namespace GiftGrab;

/// <summary>The sound of a live source, on the clock of its pictures.</summary>
internal sealed class LiveAudio(string name, AudioFormat format) : AudioSource($"{name} (sound)")
{
    // Arrival wavers: this far the count of samples is the truth. Beyond it the sound has drifted, and its time is put right.
    private const long Jitter = 40_000_000;
    private long _number;
    private long _end;

    /// <inheritdoc/>
    public override AudioFormat Format { get; } = format;

    /// <inheritdoc/>
    public override bool IsLive => true;

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

        frame.Number = _number++;
        frame.Duration = (long)frame.SampleCount * 1_000_000_000 / Format.SampleRate;
        frame.Timestamp = _number > 1 && timestamp < _end + Jitter && timestamp > _end - Jitter ? _end : Math.Max(timestamp, _end);
        frame.CaptureTime = captureTime;
        frame.SourceName = Name;
        _end = frame.Timestamp + frame.Duration;
        Deliver(frame);
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
}
