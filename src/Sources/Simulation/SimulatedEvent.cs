namespace GiftGrab;

/// <summary>Something that happens to a simulated card.</summary>
/// <param name="At">When, from the card's first read on.</param>
/// <param name="Kind">What.</param>
public sealed record SimulatedEvent(TimeSpan At, SimulatedEventKind Kind)
{
    /// <summary>Columns and rows after a <see cref="SimulatedEventKind.FormatChange"/>.</summary>
    public (int Width, int Height) Size { get; init; }

    /// <summary>How long a <see cref="SimulatedEventKind.Pause"/> lasts.</summary>
    public TimeSpan Duration { get; init; }
}

/// <summary>What happens to a simulated card.</summary>
public enum SimulatedEventKind
{
    /// <summary>It is pulled out: reading and connecting fail.</summary>
    Unplug,

    /// <summary>It is put back.</summary>
    Replug,

    /// <summary>Its cable gives no picture; the card still answers.</summary>
    SignalLoss,

    /// <summary>The picture comes back.</summary>
    SignalReturn,

    /// <summary>Its input changes size.</summary>
    FormatChange,

    /// <summary>It gives nothing for a while.</summary>
    Pause,
}
