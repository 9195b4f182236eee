namespace GiftGrab;

/// <summary>How long a live source may give no frames, in each of its moods.</summary>
internal sealed class LiveLimits(LiveOptions options, FrameRate rate)
{
    // Shorter holes are hiccups of a camera that adapts itself to the light, or of a system.
    private const long ShortestHole = 500_000_000;
    private const int FewestFrames = 5;
    private readonly TimeSpan _stall = Longer(options.StallTimeout, rate.IsKnown ? TimeSpan.FromTicks(rate.TimeOf(3) / 100) : TimeSpan.Zero);

    /// <summary>When the last frame came, or the source started, on the process's monotonic clock in nanoseconds.</summary>
    public long LastFrame { get; set; }

    /// <summary>Begins to count silence anew where this process woke much later than it wanted to, as after it was stopped: what came
    /// meanwhile waits to be read.</summary>
    /// <param name="now">The process's monotonic clock, in nanoseconds.</param>
    /// <param name="wanted">When it wanted to wake.</param>
    /// <returns>Whether it did.</returns>
    public bool Forgive(long now, long wanted)
    {
        bool isLate = now - wanted > ShortestHole;
        LastFrame = isLate ? now : LastFrame;
        return isLate;
    }

    /// <summary>Whether a time without frames, in nanoseconds, is a hole in a steady stream.</summary>
    public bool IsHole(long length) => length > ShortestHole && (!rate.IsKnown || length > rate.TimeOf(FewestFrames));

    /// <summary>What is left until a connection that gave frames counts as stalled; 0 and below: it does.</summary>
    public TimeSpan UntilStall(long now) => Left(_stall, LastFrame, now);

    /// <summary>What is left for the first frame of a connection.</summary>
    public TimeSpan UntilFirstFrame(long connected, long now) => Left(options.ConnectTimeout, connected, now);

    /// <summary>What is left until the source ends as idle.</summary>
    public TimeSpan UntilIdle(long now) => options.IdleLimit is { } limit ? Left(limit, LastFrame, now) : TimeSpan.MaxValue;

    /// <summary>What is left until a lost source fails.</summary>
    public TimeSpan UntilGivenUp(long now) => options.ReconnectLimit is { } limit ? Left(limit, LastFrame, now) : TimeSpan.MaxValue;

    /// <summary>The failure of a source that was lost for too long.</summary>
    public VideoSourceException GiveUp(string name, VideoSourceException loss)
    {
        string sentence = $"{name} was lost and did not come back within {LiveText.Seconds(options.ReconnectLimit!.Value)}: {LiveText.ReasonOf(name, loss.Message)}";
        return loss is NetworkSourceUnavailableException
            ? new NetworkSourceUnavailableException(sentence, loss)
            : new DeviceOfflineException(sentence, loss);
    }

    private static TimeSpan Left(TimeSpan limit, long since, long now) => limit - TimeSpan.FromTicks((now - since) / 100);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
