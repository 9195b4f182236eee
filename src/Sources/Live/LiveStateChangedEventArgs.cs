namespace GiftGrab;

/// <summary>A live source entered another state.</summary>
/// <param name="previous">Where it was.</param>
/// <param name="state">Where it is.</param>
/// <param name="reason">Why, in a sentence; <see langword="null"/> where nothing went wrong.</param>
public sealed class LiveStateChangedEventArgs(LiveState previous, LiveState state, string? reason) : EventArgs
{
    /// <summary>Where it was.</summary>
    public LiveState Previous { get; } = previous;

    /// <summary>Where it is.</summary>
    public LiveState State { get; } = state;

    /// <summary>Why, in a sentence; <see langword="null"/> where nothing went wrong.</summary>
    public string? Reason { get; } = reason;
}
