namespace GiftGrab;

/// <summary>What a live source does when it falters.</summary>
public sealed record LiveOptions
{
    /// <summary>The shortest <see cref="IdleLimit"/>: a hiccup of the system is no idleness.</summary>
    public static TimeSpan MinimumIdleLimit => TimeSpan.FromMilliseconds(500);

    /// <summary>The shortest <see cref="ConnectTimeout"/>: no name server and no handshake is faster in earnest.</summary>
    public static TimeSpan MinimumConnectTimeout => TimeSpan.FromMilliseconds(100);

    /// <summary>The longest <see cref="ConnectTimeout"/>.</summary>
    public static TimeSpan MaximumConnectTimeout => TimeSpan.FromMinutes(10);

    /// <summary>How long connecting may take, and after it the first frame, <see cref="MinimumConnectTimeout"/> to
    /// <see cref="MaximumConnectTimeout"/>; 10 s at first. It holds for each attempt to connect again, too.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without a frame for so long, a running source is lost and connects again; above 0, 2 s at first. Never less than
    /// three frames last.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The wait before the first attempt to connect again, above 0; each one after it waits twice as long. 250 ms at first.</summary>
    public TimeSpan ReconnectDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two attempts, <see cref="ReconnectDelay"/> and up; 5 s at first.</summary>
    public TimeSpan LongestReconnectDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a source may stay lost before it fails, 0 (at once) and up; <see langword="null"/>: without limit.
    /// 5 minutes at first.</summary>
    public TimeSpan? ReconnectLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Without a frame for so long, the source ends in order; <see cref="MinimumIdleLimit"/> and up;
    /// <see langword="null"/>: never.</summary>
    public TimeSpan? IdleLimit { get; init; }

    /// <summary>What observers see while the source is lost; nothing at first.</summary>
    public LossPicture WhileLost { get; init; }

    /// <summary>What happens when the pictures change size or pixel format.</summary>
    public FormatChange OnFormatChange { get; init; }

    /// <summary>Added to the times of pictures and sound: below 0 for a source that comes late. At most an hour.</summary>
    public TimeSpan TimeOffset { get; init; }

    /// <summary>Makes sure that every value is in its range; opening a source does it, too.</summary>
    /// <exception cref="VideoSourceException">A value is out of its range.</exception>
    public void Check()
    {
        if (TimeOffset.Duration() > TimeSpan.FromHours(1))
        {
            throw Refused(TimeOffset, "A time offset", "-3600 s to 3600 s");
        }

        if (ConnectTimeout < MinimumConnectTimeout || ConnectTimeout > MaximumConnectTimeout)
        {
            throw Refused(ConnectTimeout, "A time to connect", $"{Seconds(MinimumConnectTimeout)} to {Seconds(MaximumConnectTimeout)}");
        }

        RequireAbove(StallTimeout, "A stall time-out");
        RequireAbove(ReconnectDelay, "A wait before connecting again");
        if (LongestReconnectDelay < ReconnectDelay)
        {
            throw Refused(LongestReconnectDelay, "A longest wait before connecting again", $"{Seconds(ReconnectDelay)} (the first wait) and up");
        }

        if (ReconnectLimit < TimeSpan.Zero)
        {
            throw Refused(ReconnectLimit.Value, "A limit of connecting again", "0 and up");
        }

        if (IdleLimit < MinimumIdleLimit)
        {
            throw Refused(IdleLimit.Value, "An idle limit", $"{Seconds(MinimumIdleLimit)} and up");
        }
    }

    private static void RequireAbove(TimeSpan value, string what)
    {
        if (value <= TimeSpan.Zero)
        {
            throw Refused(value, what, "above 0");
        }
    }

    private static VideoSourceException Refused(TimeSpan value, string what, string allowed) =>
        new($"{what} of {Seconds(value)} is not possible; allowed is {allowed}.");

    private static string Seconds(TimeSpan value) => LiveText.Seconds(value);
}
