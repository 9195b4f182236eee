namespace GiftGrab;

/// <summary>What became of every block that reached a target of sound.</summary>
/// <param name="Received">Blocks that the source handed over: encoded, dropped or waiting.</param>
/// <param name="Dropped">Blocks that a full queue lost; there is silence in their place.</param>
/// <param name="Waiting">Blocks that wait for the encoder now.</param>
/// <param name="Encoding">What the encoder took and gave.</param>
/// <param name="Output">What was written.</param>
public sealed record AudioTargetStatistics(long Received, long Dropped, int Waiting, EncoderStatistics Encoding, OutputStatistics Output);
