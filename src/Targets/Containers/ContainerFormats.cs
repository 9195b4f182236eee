namespace GiftGrab;

/// <summary>The table of containers. A pair stands in it only if FFmpeg reads all that was written.</summary>
internal static class ContainerFormats
{
    private static readonly AudioCodec[] Pcm = [AudioCodec.Pcm16, AudioCodec.Pcm24, AudioCodec.Pcm32, AudioCodec.PcmFloat];

    /// <summary>What AVI and Matroska have a four-letter name for.</summary>
    private static readonly string[] NamedRaw = ["yuv420p", "yuv422p", "uyvy422", "yuyv422", "nv12", "gray", "bgra", "rgba", "bgr24"];

    public static readonly ContainerFormat[] All =
    [
        new(Container.Mp4, "mp4", [".mp4", ".m4v"],
            [Codec.H264, Codec.Hevc, Codec.Av1, Codec.Vp9, Codec.Xvid, Codec.Mjpeg],
            [AudioCodec.Aac, AudioCodec.Opus, AudioCodec.Flac])
        {
            Muxer = "mp4",
            WantsGlobalHeader = true,
            IsFinalised = true,
            KeepsPriming = true,

            // FFmpeg 5.1 calls FLAC in MP4 experimental; the format was settled in 2016 and players take it.
            Settings = new Dictionary<string, string> { ["strict"] = "experimental" },
        },
        new(Container.Mov, "mov", [".mov"],
            [Codec.H264, Codec.Hevc, Codec.Xvid, Codec.Mjpeg, Codec.Ffv1, Codec.Raw],
            [AudioCodec.Aac, .. Pcm])
        {
            Muxer = "mov",
            WantsGlobalHeader = true,
            IsFinalised = true,
            KeepsPriming = true,
            RawFormats = ["uyvy422", "yuyv422", "bgra", "rgba", "bgr24", "rgb24"],
        },
        new(Container.Mkv, "mkv", [".mkv"],
            [Codec.H264, Codec.Hevc, Codec.Ffv1, Codec.Av1, Codec.Vp9, Codec.Xvid, Codec.Mjpeg, Codec.Raw, Codec.FfvHuff],
            [AudioCodec.Aac, AudioCodec.Opus, AudioCodec.Flac, .. Pcm])
        {
            Muxer = "matroska",
            WantsGlobalHeader = true,
            RawFormats = NamedRaw,
            Settings = new Dictionary<string, string> { ["allow_raw_vfw"] = "1" },
        },
        new(Container.WebM, "webm", [".webm"], [Codec.Vp9, Codec.Av1], [AudioCodec.Opus])
        {
            Muxer = "webm", WantsGlobalHeader = true,
        },
        new(Container.Avi, "avi", [".avi"],
            [Codec.Xvid, Codec.H264, Codec.Mjpeg, Codec.Ffv1, Codec.Raw, Codec.FfvHuff],
            [.. Pcm, AudioCodec.Aac])
        {
            Muxer = "avi",
            CountsFrames = true,
            RawFormats = NamedRaw,
            Tags = ["title"],
        },
        new(Container.Ts, "ts", [".ts", ".m2ts"], [Codec.H264, Codec.Hevc], [AudioCodec.Aac, AudioCodec.Opus])
        {
            Muxer = "mpegts", Tags = [],
        },
        new(Container.ElementaryStream, "elementary stream", [.. ElementaryStreams.Extensions], ElementaryStreams.Codecs, [])
        {
            CountsFrames = true, Tags = [],
        },
        new(Container.Wav, "wav", [".wav"], [], Pcm)
        {
            Muxer = "wav",
            Settings = new Dictionary<string, string> { ["rf64"] = "auto" },
            Tags = ["title", "artist", "album", "comment", "copyright", "date", "genre"],
        },
        new(Container.M4a, "m4a", [".m4a"], [], [AudioCodec.Aac])
        {
            Muxer = "mp4", WantsGlobalHeader = true, IsFinalised = true, KeepsPriming = true,
        },
        new(Container.Adts, "aac", [".aac"], [], [AudioCodec.Aac])
        {
            Muxer = "adts", WantsGlobalHeader = true, Tags = [],
        },
        new(Container.Flac, "flac", [".flac"], [], [AudioCodec.Flac])
        {
            Muxer = "flac", WantsGlobalHeader = true,
        },
        new(Container.Ogg, "ogg", [".ogg", ".opus", ".oga"], [], [AudioCodec.Opus, AudioCodec.Flac])
        {
            Muxer = "ogg", WantsGlobalHeader = true,
        },
    ];

    public static ContainerFormat Of(Container container) =>
        Array.Find(All, format => format.Container == container)
        ?? throw new ArgumentOutOfRangeException(
            nameof(container), container, $"There is no container {container}; allowed are {Containers.Allowed}.");
}
