namespace GiftGrab;

/// <summary>Names and pixel formats of the file formats of single pictures.</summary>
public static class StillFormats
{
    /// <summary>The extensions that <see cref="FromPath"/> understands, for messages.</summary>
    public const string Allowed = ".jpg, .jpeg, .png, .tif, .tiff";

    /// <summary>Finds the format that a file's extension stands for.</summary>
    /// <param name="path">A file's name.</param>
    /// <exception cref="VideoTargetException">It stands for none.</exception>
    public static StillFormat FromPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".jpg" or ".jpeg" => StillFormat.Jpeg,
            ".png" => StillFormat.Png,
            ".tif" or ".tiff" => StillFormat.Tiff,
            _ => throw new VideoTargetException($"{path} names no format of single pictures; allowed are {Allowed}."),
        };
    }

    /// <summary>FFmpeg's name of the encoder.</summary>
    internal static string EncoderOf(StillFormat format) => format switch
    {
        StillFormat.Jpeg => "mjpeg",
        StillFormat.Png => "png",
        _ => "tiff",
    };

    /// <summary>The pixel format in which a picture is kept: as deep as it is, and without alpha, which cameras do not have.</summary>
    internal static PixelFormat PixelsFor(StillFormat format, PixelFormat source)
    {
        bool isDeep = source.BitDepth > 8;
        return PixelFormat.Parse(format switch
        {
            StillFormat.Jpeg => JpegPixels(source),
            StillFormat.Png when source.IsGray => isDeep ? "gray16be" : "gray",
            StillFormat.Png => isDeep ? "rgb48be" : "rgb24",
            _ when source.IsGray => isDeep ? "gray16le" : "gray",
            _ => isDeep ? "rgb48le" : "rgb24",
        });
    }

    // Where the source has the colour of every pixel, the still keeps it: a snapshot is looked at enlarged.
    private static string JpegPixels(PixelFormat source)
    {
        PixelFormatDescription from = PixelFormats.Describe(source);
        return (from.IsGray, from.ChromaShiftX, from.ChromaShiftY) switch
        {
            (false, 0, _) => "yuvj444p",
            (false, 1, 0) => "yuvj422p",
            _ => "yuvj420p",
        };
    }
}
