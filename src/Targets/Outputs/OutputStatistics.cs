namespace GiftGrab;

/// <summary>What an output took until now.</summary>
/// <param name="Packets">Packets of all streams.</param>
/// <param name="VideoFrames">Packets that are pictures.</param>
/// <param name="Bytes">Bytes written; of packets alone for an output that writes nothing.</param>
/// <param name="Duration">From the start of the recording to the end of its last packet, in nanoseconds.</param>
/// <param name="FreeSpace">Free bytes on the disk when last looked at; <see langword="null"/> where it is none.</param>
public readonly record struct OutputStatistics(long Packets, long VideoFrames, long Bytes, long Duration, long? FreeSpace);
