namespace GiftGrab;

/// <summary>What a complete container holds.</summary>
/// <param name="Packets">Packets of all streams.</param>
/// <param name="LastDurations">How long the last packet of each stream lasts, in nanoseconds.</param>
internal sealed record RecordingEnd(long Packets, IReadOnlyList<long> LastDurations);
