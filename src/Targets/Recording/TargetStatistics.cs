namespace GiftGrab;

/// <summary>What became of every frame that reached a target.</summary>
/// <param name="Received">Frames that the source handed over: encoded, dropped or waiting.</param>
/// <param name="Dropped">Frames that a full queue lost.</param>
/// <param name="Waiting">Frames that wait for the encoder now.</param>
/// <param name="Encoding">What the encoder took and gave.</param>
/// <param name="Output">What was written.</param>
/// <param name="DroppedRanges">The numbers of the dropped frames.</param>
public sealed record TargetStatistics(
    long Received, long Dropped, int Waiting, EncoderStatistics Encoding, OutputStatistics Output, IReadOnlyList<UnitRange> DroppedRanges);
