namespace GiftGrab;

/// <summary>The part of a test pattern that stands still: colour bars over a dark band.</summary>
internal static class PatternBackground
{
    // 75 % of full: the bars that television has measured with for decades. Blue, green, red.
    private static readonly (byte Blue, byte Green, byte Red)[] Bars =
    [
        (191, 191, 191), (0, 191, 191), (191, 191, 0), (0, 191, 0), (191, 0, 191), (0, 0, 191), (191, 0, 0), (24, 24, 24),
    ];

    /// <summary>Paints it; painting in RGB and converting gives every matrix its right colours. The caller disposes it.</summary>
    public static VideoFrame Paint(int width, int height)
    {
        using VideoFrame picture = VideoFrame.Create(width, height, PixelFormat.Bgra);
        Span<byte> pixels = picture.GetWritablePlane(0);
        int stride = picture.GetStride(0);
        PaintRow(pixels[..(width * 4)], width, x => Bars[x * Bars.Length / width]);
        int bandTop = PatternLayout.BandTop(height);
        for (int y = 1; y < height; y++)
        {
            Span<byte> row = pixels.Slice(y * stride, width * 4);
            if (y < bandTop)
            {
                pixels[..(width * 4)].CopyTo(row);
            }
            else
            {
                PaintRow(row, width, _ => (32, 32, 32));
            }
        }

        return picture.ConvertTo(PixelFormat.I420).Retain();
    }

    private static void PaintRow(Span<byte> row, int width, Func<int, (byte Blue, byte Green, byte Red)> color)
    {
        for (int x = 0; x < width; x++)
        {
            (row[4 * x], row[(4 * x) + 1], row[(4 * x) + 2]) = color(x);
            row[(4 * x) + 3] = 255;
        }
    }
}
