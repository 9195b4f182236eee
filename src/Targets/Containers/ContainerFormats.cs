namespace GiftGrab;

/// <summary>The table of containers. A pair stands in it only if FFmpeg reads all that was written.</summary>
internal static class ContainerFormats
{
    private static readonly AudioCodec[] Pcm = [AudioCodec.Pcm16, AudioCodec.Pcm24, AudioCodec.Pcm32, AudioCodec.PcmFloat];

    /// <summary>Fragments are ended by hand; the index of samples comes with the first, when every stream's start is known.</summary>
    private static readonly Dictionary<string, string> Fragmented = new()
    {
        ["movflags"] = "frag_custom+empty_moov+delay_moov+default_base_moof+skip_trailer+use_metadata_tags",
    };

    public static readonly ContainerFormat[] All =
    [
        new(Container.Mp4, "mp4", [".mp4", ".m4v"],
            [Codec.H264, Codec.Hevc, Codec.Av1, Codec.Vp9, Codec.Xvid, Codec.Mjpeg],
            [AudioCodec.Aac, AudioCodec.Opus, AudioCodec.Flac])
        {
            Muxer = "mp4", WantsGlobalHeader = true, IsFinalised = true, KeepsPriming = true, Settings = Fragmented,
        },
        new(Container.Mov, "mov", [".mov"],
            [Codec.H264, Codec.Hevc, Codec.Xvid, Codec.Mjpeg, Codec.Ffv1],
            [AudioCodec.Aac, .. Pcm])
        {
            Muxer = "mov", WantsGlobalHeader = true, IsFinalised = true, KeepsPriming = true, Settings = Fragmented,
        },
        new(Container.Mkv, "mkv", [".mkv"],
            [Codec.H264, Codec.Hevc, Codec.Ffv1, Codec.Av1, Codec.Vp9, Codec.Xvid, Codec.Mjpeg, Codec.Raw],
            [AudioCodec.Aac, AudioCodec.Opus, AudioCodec.Flac, .. Pcm])
        {
            Muxer = "matroska", WantsGlobalHeader = true,
        },
        new(Container.WebM, "webm", [".webm"], [Codec.Vp9, Codec.Av1], [AudioCodec.Opus])
        {
            Muxer = "webm", WantsGlobalHeader = true,
        },
        new(Container.Avi, "avi", [".avi"],
            [Codec.Xvid, Codec.H264, Codec.Mjpeg, Codec.Ffv1, Codec.Raw],
            [AudioCodec.Pcm16, AudioCodec.Aac])
        {
            Muxer = "avi", CountsFrames = true, Tags = ["title"],
        },
        new(Container.Ts, "ts", [".ts", ".m2ts"], [Codec.H264, Codec.Hevc], [AudioCodec.Aac, AudioCodec.Opus])
        {
            Muxer = "mpegts", Tags = [],
        },
        new(Container.ElementaryStream, "elementary stream", [.. ElementaryStreams.Extensions], ElementaryStreams.Codecs, [])
        {
            CountsFrames = true, Tags = [],
        },
    ];

    public static ContainerFormat Of(Container container) =>
        Array.Find(All, format => format.Container == container)
        ?? throw new ArgumentOutOfRangeException(
            nameof(container), container, $"There is no container {container}; allowed are {Containers.Allowed}.");
}
