namespace GiftGrab;

/// <summary>Something whose frames may come from a simulated device.</summary>
internal interface ISimulated
{
    /// <summary>Whether they do.</summary>
    bool IsSimulated { get; }
}
