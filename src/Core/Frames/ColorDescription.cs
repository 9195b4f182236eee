namespace GiftGrab;

/// <summary>The matrix between RGB and YUV; values are those of ITU-T H.273, table 4.</summary>
public enum ColorMatrix
{
    /// <summary>The pixels are RGB.</summary>
    Rgb = 0,

    /// <summary>ITU-R BT.709: high definition.</summary>
    Bt709 = 1,

    /// <summary>Not said.</summary>
    Unspecified = 2,

    /// <summary>FCC 47 CFR 73.682.</summary>
    Fcc = 4,

    /// <summary>ITU-R BT.601, 625 lines.</summary>
    Bt470Bg = 5,

    /// <summary>ITU-R BT.601, 525 lines; the same matrix as <see cref="Bt470Bg"/>.</summary>
    Bt601 = 6,

    /// <summary>SMPTE ST 240.</summary>
    Smpte240M = 7,

    /// <summary>ITU-R BT.2020, non-constant luminance.</summary>
    Bt2020 = 9,
}

/// <summary>Which code values carry the picture; values are FFmpeg's.</summary>
public enum ColorRange
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>16 to 235 for luma and 16 to 240 for chroma, at 8 bits.</summary>
    Limited = 1,

    /// <summary>0 to 255, at 8 bits.</summary>
    Full = 2,
}

/// <summary>How code values become colours.</summary>
/// <param name="Matrix">The matrix between RGB and YUV.</param>
/// <param name="Range">Limited or full.</param>
/// <param name="Primaries">The primaries' number in ITU-T H.273, table 2; 2 is unspecified.</param>
/// <param name="Transfer">The transfer function's number in ITU-T H.273, table 3; 2 is unspecified.</param>
public readonly record struct ColorDescription(ColorMatrix Matrix, ColorRange Range, int Primaries = 2, int Transfer = 2)
{
    /// <summary>Nothing is said.</summary>
    public static ColorDescription Unspecified { get; } = new(ColorMatrix.Unspecified, ColorRange.Unspecified);

    /// <summary>Fills in what is usual where nothing is said: BT.709 from 1280 columns or 720 rows, else BT.601;
    /// limited range for YUV, full for RGB and gray.</summary>
    /// <param name="format">The pixel format that is described.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public ColorDescription Resolve(PixelFormat format, int width, int height)
    {
        if (format.IsRgb)
        {
            return this with { Matrix = ColorMatrix.Rgb, Range = ColorRange.Full };
        }

        ColorMatrix usual = width >= 1280 || height >= 720 ? ColorMatrix.Bt709 : ColorMatrix.Bt601;
        return this with
        {
            Matrix = Matrix is ColorMatrix.Unspecified or ColorMatrix.Rgb ? usual : Matrix,
            Range = Range != ColorRange.Unspecified ? Range
                : format.IsGray || format.Name.StartsWith("yuvj", StringComparison.Ordinal) ? ColorRange.Full : ColorRange.Limited,
        };
    }
}
