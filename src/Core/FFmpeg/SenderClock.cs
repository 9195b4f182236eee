namespace GiftGrab;

/// <summary>Puts the units of a stream on their sender's wall clock, as its reports tell.</summary>
/// <remarks>One thread at a time. A decoder hands units out later than packets came, and in another order; both count in the stream's
/// own time.</remarks>
internal sealed class SenderClock(DemuxedStream stream)
{
    private long? _offset;

    /// <summary>Learns what a packet of the stream tells.</summary>
    public void Learn(NativePacket packet)
    {
        if (packet.SenderTime is { } told && stream.TimeOf(packet) is { } time)
        {
            _offset = told - time;
        }
    }

    /// <summary>When the sender captured what is shown at a time; <see langword="null"/> where it has not told yet.</summary>
    /// <param name="time">In nanoseconds of the stream.</param>
    public DateTime? At(long? time) =>
        _offset is { } offset && time is { } shown ? DateTime.UnixEpoch.AddTicks((offset + shown) / TimeSpan.NanosecondsPerTick) : null;
}
