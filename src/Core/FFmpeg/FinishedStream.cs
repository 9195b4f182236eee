namespace GiftGrab;

/// <summary>A stream of a complete file.</summary>
/// <param name="Stream">What it is.</param>
/// <param name="LastDuration">How long its last packet lasts, in nanoseconds.</param>
internal sealed record FinishedStream(EncodedStream Stream, long LastDuration);
