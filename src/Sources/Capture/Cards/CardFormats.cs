namespace GiftGrab;

/// <summary>The formats that FFmpeg takes from Video4Linux: the drivers' codes of them, and FFmpeg's names.</summary>
internal static class CardFormats
{
    // Those of libavdevice 59 (v4l2-common.c); HEVC comes with later ones.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["YU12"] = "yuv420p",
        ["YV12"] = "yuv420p",
        ["422P"] = "yuv422p",
        ["YUYV"] = "yuyv422",
        ["UYVY"] = "uyvy422",
        ["411P"] = "yuv411p",
        ["YUV9"] = "yuv410p",
        ["YVU9"] = "yuv410p",
        ["RGBO"] = "rgb555le",
        ["RGBQ"] = "rgb555be",
        ["RGBP"] = "rgb565le",
        ["RGBR"] = "rgb565be",
        ["BGR3"] = "bgr24",
        ["RGB3"] = "rgb24",
        ["XR24"] = "bgr0",
        ["BX24"] = "0rgb",
        ["AR24"] = "bgra",
        ["BA24"] = "argb",
        ["BGR4"] = "bgr0",
        ["RGB4"] = "0rgb",
        ["GREY"] = "gray",
        ["Y16"] = "gray16le",
        ["Z16"] = "gray16le",
        ["NV12"] = "nv12",
        ["MJPG"] = "mjpeg",
        ["JPEG"] = "mjpeg",
        ["H264"] = "h264",
        ["HEVC"] = "hevc",
        ["MPG4"] = "mpeg4",
        ["CPIA"] = "cpia",
        ["BA81"] = "bayer_bggr8",
        ["GBRG"] = "bayer_gbrg8",
        ["GRBG"] = "bayer_grbg8",
        ["RGGB"] = "bayer_rggb8",
    };

    /// <summary>FFmpeg's name of a driver's code; <see langword="null"/> where FFmpeg does not take it.</summary>
    public static string? Find(string code) => Names.GetValueOrDefault(code);

    /// <summary>FFmpeg's name of a format that is asked for by a driver's code or by a name; what is neither stays as it is.</summary>
    public static string NameOf(string asked) => Find(asked)
        ?? Names.Values.FirstOrDefault(name => string.Equals(name, asked, StringComparison.OrdinalIgnoreCase))
        ?? PixelFormats.Find(asked)?.Name
        ?? asked;

    /// <summary>A format as messages show it: under FFmpeg's name, with the codes of drivers that mean it.</summary>
    public static string Describe(string name)
    {
        string[] codes = [.. Names.Where(pair => pair.Value == name).Select(pair => pair.Key)];
        return codes.Length == 0 ? name : $"{name} ({string.Join(", ", codes)})";
    }
}
