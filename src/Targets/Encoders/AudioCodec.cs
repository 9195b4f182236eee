namespace GiftGrab;

/// <summary>How sound is encoded.</summary>
public enum AudioCodec
{
    /// <summary>AAC: plays everywhere.</summary>
    Aac,

    /// <summary>Opus: better at the same size; 48 kHz.</summary>
    Opus,

    /// <summary>FLAC: lossless, up to 24 bits.</summary>
    Flac,

    /// <summary>16-bit samples as they are.</summary>
    Pcm16,

    /// <summary>24-bit samples as they are.</summary>
    Pcm24,

    /// <summary>32-bit samples as they are.</summary>
    Pcm32,

    /// <summary>32-bit floating-point samples as they are.</summary>
    PcmFloat,
}
