namespace GiftGrab;

/// <summary>What is asked of a card, a screen or a network stream. What the kind of source cannot honour is refused.</summary>
public sealed record CaptureOptions
{
    /// <summary>Columns and rows of the pictures: of a screen the size of the region, of a card one that it offers;
    /// <see langword="null"/>: the whole screen, or what the device gives by itself.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Whether the mouse pointer is in the pictures of a screen; <see langword="null"/>: it is.</summary>
    public bool? ShowsCursor { get; init; }

    /// <summary>How soon pictures come out; <see langword="null"/>: <see cref="CaptureLatency.Normal"/>.</summary>
    public CaptureLatency? Latency { get; init; }

    /// <summary>How the packets of an RTSP stream travel; <see langword="null"/>: <see cref="RtspTransport.Tcp"/>.</summary>
    public RtspTransport? Transport { get; init; }
}

/// <summary>How soon the pictures of a network stream come out.</summary>
public enum CaptureLatency
{
    /// <summary>Every picture in its order, decoded as it comes.</summary>
    Normal,

    /// <summary>Nothing is held back: for streams made without B-frames. The stream is looked at for a shorter time, too.</summary>
    Low,
}

/// <summary>How the packets of an RTSP stream travel.</summary>
public enum RtspTransport
{
    /// <summary>In the connection itself: nothing is lost.</summary>
    Tcp,

    /// <summary>As datagrams: sooner, and what is lost is lost.</summary>
    Udp,
}
