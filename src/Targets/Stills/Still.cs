namespace GiftGrab;

/// <summary>Keeps single pictures: as a file, or as the bytes of one.</summary>
public static class Still
{
    /// <summary>The JPEG quality that is taken where none is given: nothing to see at a normal distance.</summary>
    public const int DefaultQuality = 95;

    /// <summary>Writes a picture to a file, in one step: whoever finds the file finds all of it.</summary>
    /// <param name="frame">A picture in any format. PNG and TIFF keep 8 and 16 bits; YUV becomes RGB by the frame's own colour description.</param>
    /// <param name="path">The file; its extension chooses the format.</param>
    /// <param name="overwrite">Whether a file of this name may be replaced.</param>
    /// <param name="quality">Of a JPEG, 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quality is not possible.</exception>
    /// <exception cref="VideoTargetException">The file cannot be written, or its extension stands for no format.</exception>
    public static void Save(VideoFrame frame, string path, bool overwrite = false, int quality = DefaultQuality)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var encoder = new StillEncoder(StillFormats.FromPath(path), Checked(quality));
        Write(frame, encoder, path, overwrite);
    }

    /// <summary>Encodes a picture.</summary>
    /// <param name="frame">A picture in any format.</param>
    /// <param name="format">The format of the bytes.</param>
    /// <param name="quality">Of a JPEG, 1 to 100.</param>
    /// <returns>What a file of this format holds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quality is not possible.</exception>
    /// <exception cref="VideoTargetException">The picture cannot be encoded.</exception>
    public static byte[] Encode(VideoFrame frame, StillFormat format, int quality = DefaultQuality)
    {
        ArgumentNullException.ThrowIfNull(frame);
        using var encoder = new StillEncoder(format, Checked(quality));
        byte[] bytes = [];
        encoder.Encode(frame, encoded => bytes = encoded.ToArray());
        return bytes;
    }

    /// <exception cref="ArgumentOutOfRangeException">The quality is not possible.</exception>
    internal static int Checked(int quality) => quality is >= 1 and <= 100 ? quality : throw new ArgumentOutOfRangeException(
        nameof(quality), $"The quality {quality} is not possible; allowed is 1 to 100.");

    /// <summary>Writes a picture with an encoder that is kept for the next.</summary>
    internal static void Write(VideoFrame frame, StillEncoder encoder, string path, bool overwrite)
    {
        using var target = OutputPath.Claim(path, overwrite);
        target.WriteWhole("still", null, file => encoder.Encode(frame, bytes => file.Write(bytes)));
    }
}
