namespace GiftGrab;

/// <summary>The sound of a live source, on the clock of its pictures.</summary>
internal sealed class LiveAudio(string name, AudioFormat format, bool isLive) : AudioSource($"{name} (sound)"), IDisposable
{
    private readonly SoundTimeline _timeline = new(format);

    /// <inheritdoc/>
    public override AudioFormat Format { get; } = format;

    /// <inheritdoc/>
    public override bool IsLive { get; } = isLive;

    /// <summary>Parts of a million by which the sound's clock is faster than the process's, as far as known by now.</summary>
    public double Drift => _timeline.Drift;

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
            Fail(new VideoSourceException($"{Name} changed from {Format} to {found} after {_timeline.Count} blocks."));
            return;
        }

        frame.CaptureTime = captureTime;
        AudioFrame placed = _timeline.Place(frame, timestamp);
        try
        {
            if (placed.SampleCount > 0)
            {
                placed.SourceName = Name;
                Deliver(placed);
            }
        }
        finally
        {
            if (placed != frame)
            {
                placed.Dispose();
            }
        }
    }

    /// <summary>What comes next is of another connection.</summary>
    public void Interrupt() => _timeline.Interrupt();

    /// <summary>Frees what correcting takes.</summary>
    public void Dispose() => _timeline.Dispose();

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
