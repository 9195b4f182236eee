namespace GiftGrab;

/// <summary>How sound is encoded. What is left <see langword="null"/> follows the source or the codec's default.</summary>
public sealed record AudioEncoderOptions
{
    /// <summary>Bits a second over all channels, 6,000 to 1,536,000; for AAC and Opus alone. <see langword="null"/>: 64,000 a channel.</summary>
    public long? BitRate { get; init; }

    /// <summary>Samples a second and channel, in hertz; <see langword="null"/>: the source's, or the nearest that the codec takes.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Channels, 1 to 8; <see langword="null"/>: the source's.</summary>
    public int? Channels { get; init; }

    /// <summary>FFmpeg's filters that the sound passes first, as its <c>-af</c> takes them: <c>volume=0.5,pan=mono|c0=c1</c>;
    /// <see langword="null"/>: none.</summary>
    public string? Filter { get; init; }

    /// <summary>Options of the encoder under FFmpeg's names, handed on as they are.</summary>
    public IReadOnlyDictionary<string, string> EncoderOptions { get; init; } = new Dictionary<string, string>();
}
