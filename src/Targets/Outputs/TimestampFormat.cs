namespace GiftGrab;

/// <summary>What a file of times says of every picture, in text one on a line, in the order in which they are shown.</summary>
public enum TimestampFormat
{
    /// <summary>Milliseconds since the recording's start, headed <c># timecode format v2</c>: for <c>mkvmerge --timestamps</c>.</summary>
    TimecodeV2,

    /// <summary>Three columns: the picture's number, milliseconds since the recording's start, and nanoseconds since 1970 in UTC
    /// of its capture; a fourth says <c>clock-step</c> where the system's clock was set by more than 50 ms since the picture before.</summary>
    WallClock,

    /// <summary>No text but Syntalos' <c>.tsync</c>: the picture's number and microseconds since the recording's start as its source
    /// told them, in blocks with checksums; <see cref="TsyncFile"/> reads it.</summary>
    Tsync,
}
