namespace GiftGrab.Cli;

/// <summary>What an output gets where nothing is said.</summary>
internal static class OutputDefaults
{
    /// <summary>The codec of pictures: what plays most widely among those that keep up in real time.</summary>
    public static Codec CodecFor(Container container, string path) => container switch
    {
        Container.WebM => Codec.Vp9,
        Container.Avi => Codec.Xvid,
        Container.ElementaryStream => Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".hevc" or ".h265" or ".265" => Codec.Hevc,
            ".ivf" => Codec.Vp9,
            ".mjpeg" or ".mjpg" => Codec.Mjpeg,
            ".yuv" or ".raw" => Codec.Raw,
            _ => Codec.H264,
        },
        _ => Codec.H264,
    };
}
