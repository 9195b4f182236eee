namespace GiftGrab;

/// <summary>Everything that opens an encoder of sound, in FFmpeg's terms.</summary>
internal sealed record AudioEncoderSettings
{
    /// <summary>FFmpeg's name of the encoder.</summary>
    public required string Encoder { get; init; }

    /// <summary>How the encoder gets its samples.</summary>
    public required AudioFormat Format { get; init; }

    /// <summary>Significant bits of a sample where they are fewer than the format holds; 0: all.</summary>
    public int BitsPerSample { get; init; }

    /// <summary>Bits a second; 0: the codec has no use for it.</summary>
    public long BitRate { get; init; }

    /// <summary>Whether the codec's headers stand apart from the packets.</summary>
    public bool GlobalHeader { get; init; }

    /// <summary>The encoder's options under FFmpeg's names.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }
}
