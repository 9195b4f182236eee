namespace GiftGrab;

/// <summary>Holds packets of sound until it is known which part they belong to: sound is cut where the pictures are, but comes earlier or
/// later.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class SoundRouter(Action<EncodedPacket> write)
{
    /// <summary>How far sound may be ahead of the pictures, or behind a cut, in nanoseconds: what muxers wait for, too.</summary>
    private const long Window = 10_000_000_000;

    private readonly Queue<EncodedPacket> _early = new();
    private readonly Dictionary<EncodedStream, long> _ends = [];
    private long _pictures = long.MinValue;

    /// <summary>How many streams of sound there will be.</summary>
    public int Expected { get; set; }

    /// <summary>Whether sound from before a cut may still come.</summary>
    public bool AwaitsSoundBefore(long cut)
    {
        if (_pictures - cut > Window)
        {
            return false;
        }

        if (_ends.Count < Expected)
        {
            return true;
        }

        foreach (long end in _ends.Values)
        {
            if (end < cut)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The streams that have sound from a time on, as far as is known.</summary>
    public IEnumerable<EncodedStream> StreamsFrom(long time, IEnumerable<MediaSource<EncodedPacket>> sources)
    {
        IEnumerable<EncodedStream> over = sources.Where(source => source.HasEnded).Select(source => (source as IPacketSource)?.Stream).OfType<EncodedStream>();
        IEnumerable<EncodedStream> open = sources.Select(source => (source as IPacketSource)?.Stream).OfType<EncodedStream>();
        return open.Union(_ends.Keys).Where(stream => stream.Kind == StreamKind.Audio)
            .Except(over.Where(stream => _ends.GetValueOrDefault(stream) <= time));
    }

    /// <summary>A packet of sound: it is written at once, or when the pictures have come so far.</summary>
    public void Add(EncodedPacket packet)
    {
        _ends[packet.Stream] = packet.Timestamp + packet.Duration;
        if (packet.Timestamp <= _pictures)
        {
            write(packet);
            return;
        }

        _early.Enqueue(packet.Retain());
        if (_pictures != long.MinValue && packet.Timestamp - _pictures > Window)
        {
            WriteNext();
        }
    }

    /// <summary>The pictures came to this time; no cut comes before it.</summary>
    public void Reach(long time)
    {
        _pictures = Math.Max(_pictures, time);
        while (_early.TryPeek(out EncodedPacket? packet) && packet.Timestamp <= _pictures)
        {
            WriteNext();
        }
    }

    /// <summary>No cut comes any more, or never one again.</summary>
    public void Flush()
    {
        while (_early.Count > 0)
        {
            WriteNext();
        }
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear()
    {
        while (_early.TryDequeue(out EncodedPacket? packet))
        {
            packet.Dispose();
        }
    }

    private void WriteNext()
    {
        using EncodedPacket packet = _early.Dequeue();
        write(packet);
    }
}
