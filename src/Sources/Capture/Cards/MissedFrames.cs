namespace GiftGrab;

/// <summary>Counts the frames of a device with a steady rate that nobody fetched in time: holes in its times, before frames that had waited.</summary>
/// <remarks>FFmpeg does not hand on the numbers that Video4Linux gives to frames. Before a frame that was waited for the driver had room, so
/// that such a hole is the device's own, as of a camera in dim light.</remarks>
internal sealed class MissedFrames
{
    private long? _last;

    /// <summary>How many so far.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a frame.</summary>
    /// <param name="time">When it was captured, in nanoseconds.</param>
    /// <param name="interval">From one frame to the next; 0 where unknown.</param>
    /// <param name="hadWaited">Whether it was there before it was asked for.</param>
    public void Note(long time, long interval, bool hadWaited)
    {
        if (interval > 0 && hadWaited && _last is { } last && time - last > interval)
        {
            Count += ((time - last + (interval / 2)) / interval) - 1;
        }

        _last = time;
    }
}
