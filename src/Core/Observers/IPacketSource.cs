namespace GiftGrab;

/// <summary>A source of packets that knows its stream before its first packet arrives anywhere.</summary>
internal interface IPacketSource
{
    /// <summary>What its packets carry; <see langword="null"/> until the encoder is open. Set before the first packet, and
    /// before the end, is delivered.</summary>
    EncodedStream? Stream { get; }

    /// <summary>Whether what it encodes comes in real time.</summary>
    bool IsSourceLive { get; }
}
