namespace GiftGrab;

/// <summary>Connects to a simulated card.</summary>
internal sealed class SimulatedConnector(SimulatedCard card) : ILiveConnector
{
    /// <inheritdoc/>
    public string Name => card.Options.Name;

    /// <inheritdoc/>
    public bool CanReconnect => true;

    /// <inheritdoc/>
    public bool IsSimulated => true;

    /// <inheritdoc/>
    public bool ConnectsAtOnce => true;

    /// <inheritdoc/>
    public ILiveConnection Connect(TimeSpan timeout, CancellationToken stop) => new SimulatedConnection(card);
}
