namespace GiftGrab;

/// <summary>A source of packets that knows its stream before its first packet arrives anywhere.</summary>
internal interface IPacketSource
{
    /// <summary>What its packets carry; <see langword="null"/> until the encoder is open. Set before the first packet, and
    /// before the end, is delivered.</summary>
    EncodedStream? Stream { get; }

    /// <summary>Raised on the encoder's thread once the stream is known, before the first unit is encoded.</summary>
    event Action? Opened;

    /// <summary>Whether it has given out a packet. True before the first one is delivered anywhere.</summary>
    bool HasGivenPackets { get; }

    /// <summary>Whether what it encodes comes in real time.</summary>
    bool IsSourceLive { get; }

    /// <summary>Makes the next picture a key frame, where the packets come from an encoder. From any thread.</summary>
    void RequestKeyFrame()
    {
    }

    /// <summary>Asks a rule about every picture from the next one on. From any thread.</summary>
    /// <returns>Whether it is asked: the packets of a file have the key frames that they have.</returns>
    bool AddKeyFrameRule(IKeyFrameRule rule) => false;

    /// <summary>Asks the rule no more. From any thread.</summary>
    void RemoveKeyFrameRule(IKeyFrameRule rule)
    {
    }
}
