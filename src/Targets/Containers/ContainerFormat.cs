namespace GiftGrab;

/// <summary>What is known of one container.</summary>
/// <param name="Container">Which.</param>
/// <param name="Name">How people call it.</param>
/// <param name="Extensions">Of its files; the first is the usual one.</param>
/// <param name="Codecs">What pictures it keeps so that FFmpeg reads every one back.</param>
/// <param name="AudioCodecs">What sound it keeps; the first is what fits it best.</param>
internal sealed record ContainerFormat(
    Container Container, string Name, string[] Extensions, Codec[] Codecs, AudioCodec[] AudioCodecs)
{
    /// <summary>FFmpeg's name of the output format; <see langword="null"/> where the codec decides.</summary>
    public string? Muxer { get; init; }

    /// <summary>Whether codec headers stand in front of the file rather than between its pictures.</summary>
    public bool WantsGlobalHeader { get; init; }

    /// <summary>Whether it counts pictures rather than time.</summary>
    public bool CountsFrames { get; init; }

    /// <summary>Whether it is recorded in fragments, because its index can stand in front only once the recording has ended.</summary>
    public bool IsFinalised { get; init; }

    /// <summary>Whether it can name sound that is decoded and not heard, which an encoder puts before time 0.</summary>
    public bool KeepsPriming { get; init; }

    /// <summary>The pixel formats of raw pictures that it can name; <see langword="null"/>: names none and takes every one.</summary>
    public string[]? RawFormats { get; init; }

    /// <summary>FFmpeg's options that its rarer pairs need.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The tags that it keeps; <see langword="null"/>: every one.</summary>
    public string[]? Tags { get; init; }
}
