using System.Runtime.Intrinsics.X86;

namespace GiftGrab.Color;

/// <summary>
/// Converts pictures of 8 bits between the layouts that cameras, screens and encoders use.
/// </summary>
/// <remarks>
/// <para>
/// It allocates nothing, touches no byte outside the rows that the views describe, works on one thread, and writes the
/// same bytes on every <see cref="SimdWidth"/>. Source and target must not overlap. <see cref="ConvertRows"/> does a part
/// of a picture, so that a caller may divide one among threads.
/// </para>
/// <para>
/// Chroma is sited in the centre of the pixels it belongs to: going down it is the exact mean of 2x2 (4:2:0) or 2x1
/// (4:2:2) pixels, going up every pixel takes the sample that covers it (nearest, as FFmpeg's unscaled conversions
/// do). An odd last column or row is its own neighbour. Alpha is ignored, and written as 255.
/// </para>
/// </remarks>
internal static class ColorConverter
{
    /// <summary>The width that runs fastest on this machine.</summary>
    public static SimdWidth BestWidth { get; } =
        Lanes512.IsSupported ? SimdWidth.Vector512
        : Avx2.IsSupported ? SimdWidth.Vector256
        : System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated ? SimdWidth.Vector128
        : SimdWidth.Scalar;

    /// <summary>Whether <see cref="Convert"/> knows a pair; where it does not, FFmpeg's scaler is the one to ask.</summary>
    public static bool CanConvert(PictureLayout from, PictureLayout to) => from != to && IsKnown(from) && IsKnown(to);

    /// <summary>Converts a picture.</summary>
    /// <param name="from">The layout of <paramref name="source"/>.</param>
    /// <param name="source">The picture to read.</param>
    /// <param name="to">The layout of <paramref name="target"/>.</param>
    /// <param name="target">The picture to write, of the same size.</param>
    /// <param name="matrix">What ties luma and chroma to red, green and blue; unused where both are of one kind.</param>
    /// <param name="fullRange">Whether luma and chroma use 0..255, or 16..235 and 16..240.</param>
    public static void Convert(
        PictureLayout from, in PictureView source, PictureLayout to, in PictureView target, YuvMatrix matrix, bool fullRange) =>
        ConvertRows(from, in source, to, in target, matrix, fullRange, 0, source.Height, BestWidth);

    /// <summary>
    /// Converts the rows from <paramref name="firstRow"/>, which must be even, on. Their number must be even too, except
    /// where they reach the bottom of the picture.
    /// </summary>
    /// <inheritdoc cref="Convert" path="/param"/>
    public static void ConvertRows(
        PictureLayout from, in PictureView source, PictureLayout to, in PictureView target, YuvMatrix matrix, bool fullRange,
        int firstRow, int rowCount, SimdWidth simd)
    {
        if (!CanConvert(from, to))
        {
            throw new NotSupportedException($"There is no conversion from {from} to {to}.");
        }

        Check(in source, in target, firstRow, rowCount);
        YuvCoefficients coefficients = YuvCoefficients.For(matrix, fullRange);
        ConversionTable.Run(
            from, in source, to, in target, new RowRange(firstRow, firstRow + rowCount), coefficients, simd);
    }

    private static bool IsKnown(PictureLayout layout) => layout is >= PictureLayout.Bgra and <= PictureLayout.I420;

    private static void Check(in PictureView source, in PictureView target, int firstRow, int rowCount)
    {
        if (source.Width <= 0 || source.Height <= 0 || source.Width != target.Width || source.Height != target.Height)
        {
            throw new ArgumentException(
                $"A picture of {source.Width}x{source.Height} cannot be converted into one of {target.Width}x{target.Height}: " +
                "both sizes must be the same and at least 1x1.", nameof(target));
        }

        int left = source.Height - firstRow;
        if (firstRow < 0 || firstRow % 2 != 0 || rowCount < 0 || rowCount > left || (rowCount % 2 != 0 && rowCount != left))
        {
            throw new ArgumentOutOfRangeException(
                nameof(rowCount), rowCount,
                $"{rowCount} rows from row {firstRow} of {source.Height} cannot be converted: both numbers must be even, " +
                "except where the last row is the picture's.");
        }
    }
}
