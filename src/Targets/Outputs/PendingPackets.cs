namespace GiftGrab;

/// <summary>Packets that arrived before every stream of the recording was known, and those streams.</summary>
internal sealed class PendingPackets
{
    /// <summary>The longest that a recording waits for a stream, in time of the others.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>The most bytes that wait.</summary>
    private const long MaximumBytes = 256 * 1024 * 1024;

    private readonly List<EncodedPacket> _packets = [];
    private bool _joinedLate;
    private long _bytes;
    private long _first = long.MaxValue;
    private long _last = long.MinValue;

    /// <summary>Those that gave a packet to begin with.</summary>
    public List<EncodedStream> Streams { get; } = [];

    /// <summary>The time of the recording's first packet, in nanoseconds. Sound before 0 is what its decoder leaves out, and
    /// stays before 0. Where pictures were left out to begin at a key frame, sound waits for it.</summary>
    public long Origin { get; private set; }

    /// <summary>In the order of their decoding: a stream whose encoder holds pictures back is not behind the others, so that the
    /// first thing a container writes knows where each begins.</summary>
    public IEnumerable<EncodedPacket> Packets => Streams.Count == 1 ? _packets : _packets.OrderBy(packet => packet.DecodeTimestamp);

    /// <summary>Whether no more may wait. What is not live comes as soon as it can, whatever its times are.</summary>
    public bool IsFull(bool isLive) =>
        _bytes > MaximumBytes || (isLive && _packets.Count > 0 && _last - _first > LongestWait.Ticks * TimeSpan.NanosecondsPerTick);

    public void Add(EncodedPacket packet)
    {
        bool isVideo = packet.Stream.Kind == StreamKind.Video;
        if (!Streams.Contains(packet.Stream))
        {
            if (isVideo && !packet.IsKeyFrame)
            {
                _joinedLate = true;
                return;
            }

            Streams.Add(packet.Stream);
            long time = isVideo ? packet.Timestamp : Math.Max(packet.Timestamp, 0);
            Origin = Streams.Count == 1 || (isVideo && _joinedLate) ? time : Math.Min(Origin, time);
        }

        _packets.Add(packet.Retain());
        _bytes += packet.Data.Length;
        _first = Math.Min(_first, packet.Timestamp);
        _last = Math.Max(_last, packet.Timestamp);
    }

    public void Clear()
    {
        _packets.ForEach(packet => packet.Dispose());
        _packets.Clear();
    }
}
