namespace GiftGrab;

/// <summary>What a complete container holds.</summary>
/// <param name="Packets">Packets of all streams.</param>
/// <param name="Streams">Its streams in their order, and how long the last packet of each lasts, in nanoseconds.</param>
internal sealed record RecordingEnd(long Packets, IReadOnlyList<FinishedStream> Streams);
