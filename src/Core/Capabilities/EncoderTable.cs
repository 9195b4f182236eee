namespace GiftGrab;

/// <summary>An encoder that the library knows how to use.</summary>
/// <param name="Codec">FFmpeg's name of what it makes.</param>
/// <param name="Name">FFmpeg's name of the encoder.</param>
/// <param name="Hardware">The device it needs.</param>
internal sealed record KnownEncoder(string Codec, string Name, HardwareAcceleration Hardware = HardwareAcceleration.Off);

/// <summary>The encoders by codec; of each codec the processor's first, the preferred one leading.</summary>
internal static class EncoderTable
{
    public static readonly KnownEncoder[] All =
    [
        new("hevc", "libx265"),
        new("hevc", "hevc_nvenc", HardwareAcceleration.Nvidia),
        new("hevc", "hevc_vaapi", HardwareAcceleration.VaApi),
        new("hevc", "hevc_qsv", HardwareAcceleration.QuickSync),
        new("h264", "libx264"),
        new("h264", "libx264rgb"),
        new("h264", "h264_nvenc", HardwareAcceleration.Nvidia),
        new("h264", "h264_vaapi", HardwareAcceleration.VaApi),
        new("h264", "h264_qsv", HardwareAcceleration.QuickSync),
        new("mpeg4", "mpeg4"),
        new("ffv1", "ffv1"),
        new("vp9", "libvpx-vp9"),
        new("vp9", "vp9_vaapi", HardwareAcceleration.VaApi),
        new("vp9", "vp9_qsv", HardwareAcceleration.QuickSync),
        new("av1", "libsvtav1"),
        new("av1", "libaom-av1"),
        new("mjpeg", "mjpeg"),
        new("rawvideo", "rawvideo"),
        new("aac", "aac"),
        new("opus", "libopus"),
        new("flac", "flac"),
        new("pcm_s16le", "pcm_s16le"),
        new("pcm_s24le", "pcm_s24le"),
        new("pcm_s32le", "pcm_s32le"),
        new("pcm_f32le", "pcm_f32le"),
    ];

    /// <summary>The codecs in the order of the table.</summary>
    public static IEnumerable<string> Codecs => All.Select(known => known.Codec).Distinct();

    /// <summary>FFmpeg's name of a codec that people call otherwise.</summary>
    public static string CodecOf(string name) => name.ToLowerInvariant() switch
    {
        "h265" or "x265" => "hevc",
        "avc" or "x264" => "h264",
        "xvid" => "mpeg4",
        "raw" => "rawvideo",
        "pcm" => "pcm_s16le",
        string other => other,
    };

    /// <summary>The device that an encoder needs, by FFmpeg's way of naming encoders.</summary>
    public static HardwareAcceleration HardwareOf(string encoder) =>
        encoder.EndsWith("_nvenc", StringComparison.Ordinal) ? HardwareAcceleration.Nvidia
        : encoder.EndsWith("_vaapi", StringComparison.Ordinal) ? HardwareAcceleration.VaApi
        : encoder.EndsWith("_qsv", StringComparison.Ordinal) ? HardwareAcceleration.QuickSync
        : HardwareAcceleration.Off;
}
