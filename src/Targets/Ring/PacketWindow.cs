namespace GiftGrab;

/// <summary>Packets in a row, of which the oldest leave: each keeps its number for good.</summary>
/// <remarks>Grows to the most that it ever holds, and allocates nothing from then on. One thread at a time.</remarks>
internal sealed class PacketWindow
{
    /// <summary>What a packet takes beside its bytes: padding, and the objects that hold it.</summary>
    public const int Overhead = 256;

    private EncodedPacket?[] _packets = new EncodedPacket?[256];

    /// <summary>The number of the oldest.</summary>
    public long First { get; private set; }

    /// <summary>The number that the next one gets.</summary>
    public long End => First + Count;

    public int Count { get; private set; }

    /// <summary>Memory of all.</summary>
    public long Bytes { get; private set; }

    /// <summary>One that is there.</summary>
    public EncodedPacket this[long number] => _packets[number % _packets.Length]!;

    /// <summary>The memory that a packet takes.</summary>
    public static long CostOf(EncodedPacket packet) => packet.Data.Length + Overhead;

    public void Add(EncodedPacket packet)
    {
        if (Count == _packets.Length)
        {
            Grow();
        }

        _packets[End % _packets.Length] = packet.Retain();
        Bytes += CostOf(packet);
        Count++;
    }

    /// <summary>Lets go of all before a number.</summary>
    public void RemoveBefore(long number)
    {
        while (Count > 0 && First < number)
        {
            long slot = First % _packets.Length;
            EncodedPacket packet = _packets[slot]!;
            _packets[slot] = null;
            Bytes -= CostOf(packet);
            packet.Dispose();
            First++;
            Count--;
        }
    }

    private void Grow()
    {
        var larger = new EncodedPacket?[_packets.Length * 2];
        for (long number = First; number < End; number++)
        {
            larger[number % larger.Length] = this[number];
        }

        _packets = larger;
    }
}
