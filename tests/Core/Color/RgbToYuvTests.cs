using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

public class RgbToYuvTests
{
    [Theory]
    [MemberData(nameof(Pairs.RgbToYuv), MemberType = typeof(Pairs))]
    public void Convert_OddSizes_WithinOneOfExact(string from, string to)
    {
        foreach ((int width, int height) in new[] { (1, 1), (3, 1), (1, 3), (37, 5), (101, 9) })
        {
            TestPicture source = new TestPicture(Pairs.Layout(from), width, height, Rows.Padded).FillRandom(width);
            Measure(source, to, YuvMatrix.Bt709, false, out Psnr y, out Psnr u, out Psnr v);
            Assert.InRange(y.Largest, 0, 1);
            Assert.InRange(u.Largest, 0, 1);
            Assert.InRange(v.Largest, 0, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs.Matrices), MemberType = typeof(Pairs))]
    public void Convert_RandomAndNaturalPictures_ReachesTheAccuracyPromised(string matrix, bool full)
    {
        foreach (string to in new[] { "I420", "Uyvy" })
        {
            TestPicture random = new TestPicture(PictureLayout.Bgra, 1280, 720).FillRandom(7);
            AssertAccurate(random, to, matrix, full);
            AssertAccurate(new TestPicture(PictureLayout.Bgra, 1280, 720).FillNatural(7), to, matrix, full);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs.Matrices), MemberType = typeof(Pairs))]
    public void Convert_EveryGrey_IsExactAndWithoutColour(string matrix, bool full)
    {
        var exact = new ExactColor(Pairs.Matrix(matrix), full);
        var source = new TestPicture(PictureLayout.Bgra, 512, 2);
        for (int x = 0; x < 512; x++)
        {
            source.Set(x, 0, x / 2, x / 2, x / 2);
            source.Set(x, 1, x / 2, x / 2, x / 2);
        }

        TestPicture target = Convert(source, "Nv12", Pairs.Matrix(matrix), full);
        for (int x = 0; x < 512; x++)
        {
            int grey = x / 2;
            Assert.Equal((exact.Y(grey, grey, grey), 128, 128), target.Yuv(x, 0));
        }

        Assert.Equal(full ? 255 : 235, target.Yuv(511, 1).Y);
        Assert.Equal(full ? 0 : 16, target.Yuv(0, 1).Y);
    }

    // 100 % bars: ITU-R BT.601-7 and BT.709-6 quantisation, as in the tables of ITU-R BT.1729 and SMPTE RP 219
    [Theory]
    [InlineData("Bt601", 255, 255, 255, 235, 128, 128)]
    [InlineData("Bt601", 255, 255, 0, 210, 16, 146)]
    [InlineData("Bt601", 0, 255, 255, 170, 166, 16)]
    [InlineData("Bt601", 0, 255, 0, 145, 54, 34)]
    [InlineData("Bt601", 255, 0, 255, 106, 202, 222)]
    [InlineData("Bt601", 255, 0, 0, 81, 90, 240)]
    [InlineData("Bt601", 0, 0, 255, 41, 240, 110)]
    [InlineData("Bt601", 0, 0, 0, 16, 128, 128)]
    [InlineData("Bt709", 255, 255, 255, 235, 128, 128)]
    [InlineData("Bt709", 255, 255, 0, 219, 16, 138)]
    [InlineData("Bt709", 0, 255, 255, 188, 154, 16)]
    [InlineData("Bt709", 0, 255, 0, 173, 42, 26)]
    [InlineData("Bt709", 255, 0, 255, 78, 214, 230)]
    [InlineData("Bt709", 255, 0, 0, 63, 102, 240)]
    [InlineData("Bt709", 0, 0, 255, 32, 240, 118)]
    [InlineData("Bt709", 0, 0, 0, 16, 128, 128)]
    public void Convert_ColourBar_HasTheStandardsValues(string matrix, byte r, byte g, byte b, int y, int u, int v)
    {
        foreach (string to in new[] { "Uyvy", "Nv12", "I420" })
        {
            TestPicture source = new TestPicture(PictureLayout.Bgra, 66, 3).FillRgb(r, g, b);
            TestPicture target = Convert(source, to, Pairs.Matrix(matrix), false);
            Assert.Equal((y, u, v), target.Yuv(0, 0));
            Assert.Equal((y, u, v), target.Yuv(65, 2));
        }
    }

    [Fact]
    public void Convert_FullRangePrimaries_ClipAt255()
    {
        TestPicture source = new TestPicture(PictureLayout.Bgra, 64, 2).FillRgb(0, 0, 255);
        Assert.Equal(255, Convert(source, "I420", YuvMatrix.Bt601, true).Yuv(0, 0).U);
        source.FillRgb(255, 0, 0);
        Assert.Equal(255, Convert(source, "I420", YuvMatrix.Bt601, true).Yuv(0, 0).V);
    }

    [Fact]
    public void Convert_OddWidthToUyvy_RepeatsTheLastLuma()
    {
        TestPicture source = new TestPicture(PictureLayout.Bgr24, 35, 2).FillRandom(3);
        TestPicture target = Convert(source, "Uyvy", YuvMatrix.Bt601, false);
        Assert.Equal(target.Yuv(34, 1).Y, target.PaddingLuma(1));
    }

    private static void AssertAccurate(TestPicture source, string to, string matrix, bool full)
    {
        Measure(source, to, Pairs.Matrix(matrix), full, out Psnr y, out Psnr u, out Psnr v);
        Assert.True(y.Decibels >= 80, $"Y {y.Decibels:F1} dB");
        Assert.True(u.Decibels >= 75, $"U {u.Decibels:F1} dB");
        Assert.True(v.Decibels >= 75, $"V {v.Decibels:F1} dB");
    }

    private static void Measure(
        TestPicture source, string to, YuvMatrix matrix, bool full, out Psnr lumas, out Psnr us, out Psnr vs)
    {
        TestPicture target = Convert(source, to, matrix, full);
        var exact = new ExactColor(matrix, full);
        bool pairs = target.Layout != PictureLayout.Uyvy;
        lumas = us = vs = default;
        for (int y = 0; y < source.Height; y++)
        {
            for (int x = 0; x < source.Width; x++)
            {
                (int r, int g, int b) = source.Rgb(x, y);
                (int luma, int u, int v) = target.Yuv(x, y);
                lumas.Add(exact.Y(r, g, b), luma);
                if (x % 2 == 0 && (!pairs || y % 2 == 0))
                {
                    (double mr, double mg, double mb) = Mean(source, x, y, pairs);
                    us.Add(exact.U(mr, mg, mb), u);
                    vs.Add(exact.V(mr, mg, mb), v);
                }
            }
        }
    }

    private static (double R, double G, double B) Mean(TestPicture source, int x, int y, bool pairs)
    {
        int right = Math.Min(x + 1, source.Width - 1);
        int below = pairs ? Math.Min(y + 1, source.Height - 1) : y;
        (int R, int G, int B)[] four = [
            source.Rgb(x, y), source.Rgb(right, y), source.Rgb(x, below), source.Rgb(right, below)];
        return (four.Average(c => c.R), four.Average(c => c.G), four.Average(c => c.B));
    }

    private static TestPicture Convert(TestPicture source, string to, YuvMatrix matrix, bool full)
    {
        var target = new TestPicture(Pairs.Layout(to), source.Width, source.Height);
        ColorConverter.Convert(source.Layout, source.View, target.Layout, target.View, matrix, full);
        return target;
    }
}
