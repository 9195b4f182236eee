namespace GiftGrab;

/// <summary>The names under which people ask for a codec.</summary>
public static class CodecNames
{
    /// <summary>What <see cref="Parse"/> understands, for messages.</summary>
    public const string Allowed = "h264, hevc, xvid, ffv1, vp9, av1, mjpeg, raw, ffvhuff";

    /// <summary>Reads a name.</summary>
    /// <param name="name">One of <see cref="Allowed"/> in any case; <c>h265</c>, <c>mpeg4</c>, <c>x264</c>, <c>x265</c>,
    /// <c>avc</c> and <c>rawvideo</c> are understood too.</param>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static Codec Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.ToLowerInvariant() switch
        {
            "xvid" or "mpeg4" => Codec.Xvid,
            "hevc" or "h265" or "x265" => Codec.Hevc,
            "vp9" => Codec.Vp9,
            "h264" or "x264" or "avc" => Codec.H264,
            "ffv1" => Codec.Ffv1,
            "av1" => Codec.Av1,
            "mjpeg" => Codec.Mjpeg,
            "raw" or "rawvideo" => Codec.Raw,
            "ffvhuff" => Codec.FfvHuff,
            _ => throw new FormatException($"The codec \"{name}\" is not known; allowed are {Allowed}."),
        };
    }

    /// <summary>The short name, as <see cref="Parse"/> reads it.</summary>
    /// <param name="codec">A codec.</param>
    public static string NameOf(Codec codec) => codec switch
    {
        Codec.Xvid => "xvid",
        Codec.Hevc => "hevc",
        Codec.Vp9 => "vp9",
        Codec.H264 => "h264",
        Codec.Ffv1 => "ffv1",
        Codec.Av1 => "av1",
        Codec.Mjpeg => "mjpeg",
        Codec.Raw => "raw",
        Codec.FfvHuff => "ffvhuff",
        _ => throw new ArgumentOutOfRangeException(nameof(codec), codec, $"There is no codec {codec}; allowed are {Allowed}."),
    };
}
