using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

public class YuvToRgbTests
{
    [Theory]
    [MemberData(nameof(Pairs.YuvToRgb), MemberType = typeof(Pairs))]
    public void Convert_OddSizes_WithinOneOfExact(string from, string to)
    {
        var exact = new ExactColor(YuvMatrix.Bt709, false);
        foreach ((int width, int height) in new[] { (1, 1), (3, 1), (1, 3), (37, 5), (101, 9) })
        {
            TestPicture source = new TestPicture(Pairs.Layout(from), width, height, Rows.Padded).FillRandom(width);
            TestPicture target = Convert(source, to, YuvMatrix.Bt709, false);
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    (int luma, int u, int v) = source.Yuv(x, y);
                    AssertNear(exact.Rgb(luma, u, v), target.Rgb(x, y), 1);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pairs.Matrices), MemberType = typeof(Pairs))]
    public void Convert_AllLumaAgainstAGridOfChroma_ReachesTheAccuracyPromised(string matrix, bool full)
    {
        const int Step = 3;
        var exact = new ExactColor(Pairs.Matrix(matrix), full);
        var source = new TestPicture(PictureLayout.Uyvy, 512, 86 * 86);
        for (int y = 0; y < source.Height; y++)
        {
            for (int x = 0; x < 512; x++)
            {
                source.SetYuv(x, y, x / 2, y / 86 * Step, y % 86 * Step);
            }
        }

        TestPicture target = Convert(source, "Bgra", Pairs.Matrix(matrix), full);
        var total = default(Psnr);
        for (int y = 0; y < source.Height; y++)
        {
            for (int x = 0; x < 512; x += 2)
            {
                (int luma, int u, int v) = source.Yuv(x, y);
                (int r, int g, int b) = exact.Rgb(luma, u, v);
                (int R, int G, int B) actual = target.Rgb(x, y);
                total.Add(r, actual.R);
                total.Add(g, actual.G);
                total.Add(b, actual.B);
            }
        }

        Assert.InRange(total.Largest, 0, 1);
        Assert.True(total.Decibels >= 68, $"{total.Decibels:F1} dB");
    }

    [Theory]
    [MemberData(nameof(Pairs.Matrices), MemberType = typeof(Pairs))]
    public void Convert_EveryLumaWithoutColour_IsTheExactGrey(string matrix, bool full)
    {
        var exact = new ExactColor(Pairs.Matrix(matrix), full);
        var source = new TestPicture(PictureLayout.I420, 256, 1);
        for (int x = 0; x < 256; x++)
        {
            source.SetYuv(x, 0, x, 128, 128);
        }

        TestPicture target = Convert(source, "Bgra", Pairs.Matrix(matrix), full);
        for (int x = 0; x < 256; x++)
        {
            Assert.Equal(exact.Rgb(x, 128, 128), target.Rgb(x, 0));
        }

        Assert.Equal((255, 255, 255), target.Rgb(full ? 255 : 235, 0));
        Assert.Equal((0, 0, 0), target.Rgb(full ? 0 : 16, 0));
    }

    [Theory]
    [MemberData(nameof(Pairs.Matrices), MemberType = typeof(Pairs))]
    public void Convert_ThereAndBack_WithinTwo(string matrix, bool full)
    {
        // Colours in blocks of 2x2, so that nothing is lost to the size of chroma
        var source = new TestPicture(PictureLayout.Bgra, 512, 512);
        var random = new Random(11);
        for (int y = 0; y < 512; y++)
        {
            for (int x = 0; x < 512; x++)
            {
                (int R, int G, int B) colour = x % 2 == 0 && y % 2 == 0
                    ? (random.Next(256), random.Next(256), random.Next(256))
                    : source.Rgb(x & ~1, y & ~1);
                source.Set(x, y, colour.R, colour.G, colour.B);
            }
        }

        foreach (string through in new[] { "Uyvy", "Nv12", "I420" })
        {
            TestPicture yuv = Convert(source, through, Pairs.Matrix(matrix), full);
            TestPicture back = Convert(yuv, "Bgra", Pairs.Matrix(matrix), full);
            for (int y = 0; y < 512; y++)
            {
                for (int x = 0; x < 512; x++)
                {
                    AssertNear(source.Rgb(x, y), back.Rgb(x, y), 2);
                }
            }
        }
    }

    [Theory]
    [InlineData("Uyvy")]
    [InlineData("Nv12")]
    [InlineData("I420")]
    [InlineData("Bgr24")]
    public void Convert_ToBgra_WritesAlpha255(string from)
    {
        TestPicture target = Convert(
            new TestPicture(Pairs.Layout(from), 67, 3).FillRandom(2), "Bgra", YuvMatrix.Bt601, false);
        for (int x = 0; x < 67; x++)
        {
            Assert.Equal(255, target.Alpha(x, 0));
            Assert.Equal(255, target.Alpha(x, 2));
        }
    }

    private static void AssertNear((int R, int G, int B) expected, (int R, int G, int B) actual, int tolerance)
    {
        bool near = Math.Abs(expected.R - actual.R) <= tolerance
            && Math.Abs(expected.G - actual.G) <= tolerance
            && Math.Abs(expected.B - actual.B) <= tolerance;
        Assert.True(near, $"{actual} is not within {tolerance} of {expected}");
    }

    private static TestPicture Convert(TestPicture source, string to, YuvMatrix matrix, bool full)
    {
        var target = new TestPicture(Pairs.Layout(to), source.Width, source.Height);
        ColorConverter.Convert(source.Layout, source.View, target.Layout, target.View, matrix, full);
        return target;
    }
}
