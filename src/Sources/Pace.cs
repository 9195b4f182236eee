namespace GiftGrab;

/// <summary>How fast a source that could run ahead delivers.</summary>
/// <remarks>
/// Time stamps are the material's own and do not depend on the pace. A paced source is live: at a full queue it
/// drops and counts, as a camera does; an unpaced one waits for its observers and loses nothing.
/// </remarks>
public readonly record struct Pace
{
    private Pace(bool isPaced, FrameRate rate)
    {
        IsPaced = isPaced;
        Rate = rate;
    }

    /// <summary>As fast as the observers take it.</summary>
    public static Pace AsFast => default;

    /// <summary>Each unit at its own time.</summary>
    public static Pace RealTime => new(true, default);

    /// <summary>Whether units wait for a clock.</summary>
    public bool IsPaced { get; }

    /// <summary>The rate that frames are delivered at whatever their own times say; unknown where their times decide.</summary>
    public FrameRate Rate { get; }

    /// <summary>So many frames a second, whatever their own times say.</summary>
    /// <param name="rate">A known rate.</param>
    /// <exception cref="ArgumentException">The rate is unknown.</exception>
    public static Pace At(FrameRate rate) => rate.IsKnown
        ? new Pace(true, rate)
        : throw new ArgumentException("A pace needs a frame rate above 0.", nameof(rate));

    /// <summary>Reads <c>off</c>, <c>real</c>, or a frame rate such as <c>60</c> or <c>30000/1001</c>.</summary>
    /// <param name="text">The pace.</param>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static Pace Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (text.ToLowerInvariant())
        {
            case "off":
                return AsFast;
            case "real":
                return RealTime;
        }

        try
        {
            return At(FrameRate.Parse(text));
        }
        catch (FormatException)
        {
            throw new FormatException(
                $"The pace \"{text}\" is not usable; allowed are off, real, or a frame rate above 0 and at most {FrameRate.Maximum}.");
        }
    }

    /// <summary>When a frame is due, in nanoseconds from the first; <see langword="null"/> where at once.</summary>
    internal long? DueTime(VideoFrame frame) =>
        !IsPaced ? null : Rate.IsKnown ? Rate.TimeOf(frame.Number) : frame.Timestamp;
}
