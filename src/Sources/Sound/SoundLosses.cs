namespace GiftGrab;

/// <summary>Counts the sound that a device gave and that was not taken in time, over all connections to it.</summary>
/// <param name="name">The device for the warning, which comes once.</param>
internal sealed class SoundLosses(string name)
{
    private long _nanoseconds;

    /// <summary>How much it was. May be read from any thread.</summary>
    public TimeSpan Length => TimeSpan.FromTicks(Interlocked.Read(ref _nanoseconds) / TimeSpan.NanosecondsPerTick);

    /// <summary>Counts a block.</summary>
    public void Add(AudioFrame block)
    {
        long length = block.SampledLength;
        if (Interlocked.Add(ref _nanoseconds, length) == length)
        {
            SourcesLog.LosesSound(GiftGrabLog.Logger, name);
        }
    }
}
