namespace GiftGrab;

/// <summary>What a ring holds.</summary>
/// <param name="Frames">Pictures.</param>
/// <param name="Duration">From the first picture to the end of the last, in nanoseconds.</param>
/// <param name="Bytes">Memory of all packets, 256 bytes for each included.</param>
/// <param name="LargestBytes">The most that this was.</param>
public readonly record struct RingStatistics(int Frames, long Duration, long Bytes, long LargestBytes);
