namespace GiftGrab;

/// <summary>A source of packets that knows its stream before its first packet arrives anywhere.</summary>
internal interface IPacketSource
{
    /// <summary>What its packets carry; <see langword="null"/> until the encoder is open. Set before the first packet, and
    /// before the end, is delivered.</summary>
    EncodedStream? Stream { get; }

    /// <summary>Raised on the encoder's thread once the stream is known, before the first unit is encoded.</summary>
    event Action? Opened;

    /// <summary>Whether what it encodes comes in real time.</summary>
    bool IsSourceLive { get; }
}
