namespace GiftGrab;

/// <summary>The names under which people ask for a codec of sound.</summary>
public static class AudioCodecNames
{
    /// <summary>What <see cref="Parse"/> understands, for messages.</summary>
    public const string Allowed = "aac, opus, flac, pcm (or pcm_s16le), pcm_s24le, pcm_s32le, pcm_f32le";

    /// <summary>Reads a name.</summary>
    /// <param name="name">One of <see cref="Allowed"/>, in any case.</param>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static AudioCodec Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.ToLowerInvariant() switch
        {
            "aac" => AudioCodec.Aac,
            "opus" => AudioCodec.Opus,
            "flac" => AudioCodec.Flac,
            "pcm" or "pcm_s16le" => AudioCodec.Pcm16,
            "pcm_s24le" => AudioCodec.Pcm24,
            "pcm_s32le" => AudioCodec.Pcm32,
            "pcm_f32le" => AudioCodec.PcmFloat,
            _ => throw new FormatException($"The audio codec \"{name}\" is not known; allowed are {Allowed}."),
        };
    }

    /// <summary>The short name, as <see cref="Parse"/> reads it.</summary>
    /// <param name="codec">A codec.</param>
    public static string NameOf(AudioCodec codec) => codec switch
    {
        AudioCodec.Aac => "aac",
        AudioCodec.Opus => "opus",
        AudioCodec.Flac => "flac",
        AudioCodec.Pcm16 => "pcm_s16le",
        AudioCodec.Pcm24 => "pcm_s24le",
        AudioCodec.Pcm32 => "pcm_s32le",
        AudioCodec.PcmFloat => "pcm_f32le",
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, $"There is no audio codec {codec}; allowed are {Allowed}."),
    };
}
