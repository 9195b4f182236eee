namespace GiftGrab;

/// <summary>What a sidecar says of sound.</summary>
public sealed record SidecarAudio
{
    /// <summary>The codec's short name.</summary>
    public required string Codec { get; init; }

    /// <summary>FFmpeg's name of the encoder.</summary>
    public required string Encoder { get; init; }

    /// <summary>Samples a second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Channels.</summary>
    public required int Channels { get; init; }

    /// <summary>Bits a second; <see langword="null"/> where none were asked for.</summary>
    public long? BitRate { get; init; }

    /// <summary>Blocks that the source handed over.</summary>
    public long Received { get; init; }

    /// <summary>Blocks that were lost before the encoder.</summary>
    public long Dropped { get; init; }

    /// <summary>The times in which a live source gave no sound, oldest first.</summary>
    public IReadOnlyList<SidecarSoundGap> Gaps { get; init; } = [];
}
