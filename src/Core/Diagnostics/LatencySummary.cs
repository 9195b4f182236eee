namespace GiftGrab;

/// <summary>How long frames of a live source took from their arrival in this process to an observer.</summary>
/// <param name="Frames">How many were measured.</param>
/// <param name="P50">Half of them took no longer, in milliseconds.</param>
/// <param name="P95">95 of 100 took no longer, in milliseconds.</param>
/// <param name="P99">99 of 100 took no longer, in milliseconds.</param>
public readonly record struct LatencySummary(long Frames, double P50, double P95, double P99);
