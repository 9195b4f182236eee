namespace GiftGrab;

/// <summary>What an encoder took and gave until now.</summary>
/// <param name="Frames">Frames, or blocks of sound, that came in.</param>
/// <param name="Packets">Packets that came out.</param>
/// <param name="Bytes">Bytes of those packets.</param>
/// <param name="Duration">From the start of the first packet to the end of the last, in nanoseconds.</param>
/// <param name="RepeatedFrames">Frames encoded once more to keep a constant rate, or to fill a gap in sound.</param>
/// <param name="SkippedFrames">Frames left out to keep a constant rate.</param>
/// <param name="AdjustedTimestamps">Frames whose time equalled the one before and was moved by one unit of the stream's clock.</param>
public readonly record struct EncoderStatistics(
    long Frames, long Packets, long Bytes, long Duration, long RepeatedFrames, long SkippedFrames, long AdjustedTimestamps);
