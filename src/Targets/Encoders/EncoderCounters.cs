namespace GiftGrab;

/// <summary>Counts of one encoder: written by its thread alone, read by any.</summary>
internal sealed class EncoderCounters
{
    private long _frames;
    private long _packets;
    private long _bytes;
    private long _start = long.MaxValue;
    private long _end = long.MinValue;
    private long _repeated;
    private long _skipped;
    private long _adjusted;

    public EncoderStatistics Read() => new(
        Volatile.Read(ref _frames),
        Volatile.Read(ref _packets),
        Volatile.Read(ref _bytes),
        Math.Max(0, Volatile.Read(ref _end) - Volatile.Read(ref _start)),
        Volatile.Read(ref _repeated),
        Volatile.Read(ref _skipped),
        Volatile.Read(ref _adjusted));

    public void FrameIn() => Volatile.Write(ref _frames, _frames + 1);

    public void Repeated(long count = 1) => Volatile.Write(ref _repeated, _repeated + count);

    public void Skipped() => Volatile.Write(ref _skipped, _skipped + 1);

    public void Adjusted(long total) => Volatile.Write(ref _adjusted, total);

    public void PacketOut(EncodedPacket packet)
    {
        Volatile.Write(ref _packets, _packets + 1);
        Volatile.Write(ref _bytes, _bytes + packet.Data.Length);
        Volatile.Write(ref _start, Math.Min(_start, packet.Timestamp));
        Volatile.Write(ref _end, Math.Max(_end, packet.Timestamp + packet.Duration));
    }
}
