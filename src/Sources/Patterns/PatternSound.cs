namespace GiftGrab;

/// <summary>The sound of a test pattern.</summary>
internal sealed class PatternSound : AudioSource
{
    private long _number;

    public PatternSound(string name, bool isLive)
        : base($"{name} (sound)") => IsLive = isLive;

    /// <inheritdoc/>
    public override AudioFormat Format => PatternBeep.Format;

    /// <inheritdoc/>
    public override bool IsLive { get; }

    /// <summary>Delivers the sound from one time to another, in nanoseconds.</summary>
    public void Deliver(long from, long to, DateTime captureTime)
    {
        using AudioFrame? frame = IsObserved ? PatternBeep.Create(from, to) : null;
        if (frame is null)
        {
            return;
        }

        frame.Number = _number++;
        frame.CaptureTime = captureTime;
        frame.SourceName = Name;
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
