namespace GiftGrab;

/// <summary>A pixel format under FFmpeg's name, such as <c>bgra</c> or <c>yuv420p</c>.</summary>
/// <remarks>The well-known ones have members here; any other that FFmpeg knows passes through untouched.</remarks>
public readonly record struct PixelFormat
{
    /// <summary>No format.</summary>
    public static readonly PixelFormat None = new(-1);

    private readonly int _idPlusOne;

    internal PixelFormat(int id) => _idPlusOne = id + 1;

    /// <summary>8-bit blue, green, red, alpha; packed.</summary>
    public static PixelFormat Bgra => PixelFormats.Bgra;

    /// <summary>8-bit blue, green, red and a byte without meaning; packed.</summary>
    public static PixelFormat Bgr0 => PixelFormats.Bgr0;

    /// <summary>8-bit blue, green, red; packed.</summary>
    public static PixelFormat Bgr24 => PixelFormats.Bgr24;

    /// <summary>8-bit red, green, blue; packed.</summary>
    public static PixelFormat Rgb24 => PixelFormats.Rgb24;

    /// <summary>8-bit planar YUV 4:2:0 (<c>yuv420p</c>).</summary>
    public static PixelFormat I420 => PixelFormats.I420;

    /// <summary>8-bit YUV 4:2:0 with interleaved chroma.</summary>
    public static PixelFormat Nv12 => PixelFormats.Nv12;

    /// <summary>8-bit packed YUV 4:2:2 (<c>uyvy422</c>).</summary>
    public static PixelFormat Uyvy => PixelFormats.Uyvy;

    /// <summary>8-bit planar YUV 4:4:4.</summary>
    public static PixelFormat I444 => PixelFormats.I444;

    /// <summary>10-bit planar YUV 4:2:0, little-endian (<c>yuv420p10le</c>).</summary>
    public static PixelFormat I420P10 => PixelFormats.I420P10;

    /// <summary>8-bit gray.</summary>
    public static PixelFormat Gray8 => PixelFormats.Gray8;

    /// <summary>16-bit gray, little-endian (<c>gray16le</c>).</summary>
    public static PixelFormat Gray16 => PixelFormats.Gray16;

    /// <summary>FFmpeg's number of the format; -1 for none.</summary>
    public int Id => _idPlusOne - 1;

    /// <summary>FFmpeg's name of the format.</summary>
    public string Name => PixelFormats.NameOf(this);

    /// <summary>How many planes a picture has.</summary>
    public int PlaneCount => PixelFormats.Describe(this).PlaneCount;

    /// <summary>Bits of one component, 8 to 32; the deepest where they differ.</summary>
    public int BitDepth => PixelFormats.Describe(this).BitDepth;

    /// <summary>Whether the components are red, green and blue.</summary>
    public bool IsRgb => PixelFormats.Describe(this).IsRgb;

    /// <summary>Whether there is one component only.</summary>
    public bool IsGray => PixelFormats.Describe(this).IsGray;

    /// <summary>Whether the pixels are in a device's memory, out of this processor's reach.</summary>
    public bool IsHardware => PixelFormats.Describe(this).IsHardware;

    /// <summary>Whether pixels are numbers of colours in a palette that the frame brings along.</summary>
    internal bool HasPalette => PixelFormats.Describe(this).HasPalette;

    /// <summary>Finds a format by FFmpeg's name; <c>i420</c>, <c>uyvy</c>, <c>gray8</c> and <c>gray16</c> are understood too.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <exception cref="FormatException">FFmpeg has no such format.</exception>
    public static PixelFormat Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return PixelFormats.Find(name) ?? throw new FormatException(
            $"The pixel format \"{name}\" is not known; allowed are FFmpeg's names, such as bgra, yuv420p, nv12, uyvy422, gray, gray16le.");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
