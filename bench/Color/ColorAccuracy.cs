using System.Globalization;
using GiftGrab.Color;
using GiftGrab.Tests.Color;

namespace GiftGrab.Benchmarks.Color;

/// <summary>How far a converted picture is from exact arithmetic, in decibels for each of its components.</summary>
internal static class ColorAccuracy
{
    private static readonly ExactColor Exact = new(YuvMatrix.Bt601, false);

    /// <summary>A picture like a camera's, in any layout.</summary>
    public static TestPicture Natural(PictureLayout layout, int width, int height)
    {
        TestPicture rgb = new TestPicture(PictureLayout.Bgra, width, height).FillNatural(1);
        if (layout == PictureLayout.Bgra)
        {
            return rgb;
        }

        var picture = new TestPicture(layout, width, height);
        ColorConverter.Convert(rgb.Layout, rgb.View, layout, picture.View, YuvMatrix.Bt601, false);
        return picture;
    }

    /// <summary>"Y 81.2 U 90.1 V 89.7", or "R .. G .. B ..".</summary>
    public static string Describe(TestPicture source, TestPicture target)
    {
        Psnr first = default;
        Psnr second = default;
        Psnr third = default;
        for (int y = 0; y < source.Height; y++)
        {
            for (int x = 0; x < source.Width; x++)
            {
                (int A, int B, int C) expected = Expected(source, target, x, y);
                (int A, int B, int C) actual = target.IsRgb ? target.Rgb(x, y) : target.Yuv(x, y);
                first.Add(expected.A, actual.A);
                second.Add(expected.B, actual.B);
                third.Add(expected.C, actual.C);
            }
        }

        return target.IsRgb ? Text('R', first, 'G', second, 'B', third) : Text('Y', first, 'U', second, 'V', third);
    }

    private static string Text(char a, Psnr first, char b, Psnr second, char c, Psnr third) =>
        $"{a} {Text(first)} {b} {Text(second)} {c} {Text(third)}";

    private static string Text(Psnr psnr) =>
        psnr.Largest == 0 ? "=" : psnr.Decibels.ToString("F1", CultureInfo.InvariantCulture);

    private static (int A, int B, int C) Expected(TestPicture source, TestPicture target, int x, int y)
    {
        bool shared = target.Layout is PictureLayout.Nv12 or PictureLayout.I420;
        int top = shared ? y & ~1 : y;
        int bottom = shared ? y | 1 : y;
        if (!source.IsRgb)
        {
            (int luma, int u, int v) = source.Yuv(x, y);
            (_, int topU, int topV) = source.Yuv(x, top);
            (_, int bottomU, int bottomV) = source.Yuv(x, bottom);
            return target.IsRgb ? Exact.Rgb(luma, u, v) : (luma, (topU + bottomU + 1) / 2, (topV + bottomV + 1) / 2);
        }

        (int r, int g, int b) = source.Rgb(x, y);
        if (target.IsRgb)
        {
            return (r, g, b);
        }

        (double R, double G, double B) mean = Mean(
            source.Rgb(x & ~1, top), source.Rgb(x | 1, top), source.Rgb(x & ~1, bottom), source.Rgb(x | 1, bottom));
        return (Exact.Y(r, g, b), Exact.U(mean.R, mean.G, mean.B), Exact.V(mean.R, mean.G, mean.B));
    }

    private static (double R, double G, double B) Mean(
        (int R, int G, int B) a, (int R, int G, int B) b, (int R, int G, int B) c, (int R, int G, int B) d) =>
        ((a.R + b.R + c.R + d.R) / 4.0, (a.G + b.G + c.G + d.G) / 4.0, (a.B + b.B + c.B + d.B) / 4.0);
}
