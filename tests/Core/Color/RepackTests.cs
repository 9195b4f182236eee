using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

public class RepackTests
{
    [Theory]
    [MemberData(nameof(Pairs.RgbToRgb), MemberType = typeof(Pairs))]
    public void Convert_BetweenPackingsOfRgb_KeepsEveryColour(string from, string to)
    {
        TestPicture source = new TestPicture(Pairs.Layout(from), 77, 3).FillRandom(1);
        TestPicture target = Convert(source, to);
        for (int x = 0; x < 77; x++)
        {
            Assert.Equal(source.Rgb(x, 0), target.Rgb(x, 0));
            Assert.Equal(source.Rgb(x, 2), target.Rgb(x, 2));
        }
    }

    [Theory]
    [MemberData(nameof(Pairs.YuvToYuv), MemberType = typeof(Pairs))]
    public void Convert_BetweenPackingsOfYuv_KeepsLumaAndAveragesChroma(string from, string to)
    {
        foreach ((int width, int height) in new[] { (1, 1), (70, 4), (71, 5) })
        {
            TestPicture source = new TestPicture(Pairs.Layout(from), width, height).FillRandom(width);
            TestPicture target = Convert(source, to);
            bool averages = source.Layout == PictureLayout.Uyvy;
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    (int luma, int u, int v) = source.Yuv(x, y);
                    if (averages)
                    {
                        (_, int topU, int topV) = source.Yuv(x, y & ~1);
                        (_, int bottomU, int bottomV) = source.Yuv(x, Math.Min(y | 1, height - 1));
                        u = (topU + bottomU + 1) / 2;
                        v = (topV + bottomV + 1) / 2;
                    }

                    Assert.Equal((luma, u, v), target.Yuv(x, y));
                }
            }
        }
    }

    [Theory]
    [InlineData("I420", "Nv12")]
    [InlineData("Nv12", "I420")]
    [InlineData("I420", "Uyvy")]
    [InlineData("Nv12", "Uyvy")]
    public void Convert_ThereAndBack_IsLossless(string from, string through)
    {
        TestPicture source = new TestPicture(Pairs.Layout(from), 99, 7).FillRandom(4);
        Assert.Equal(source.Contents(), Convert(Convert(source, through), from).Contents());
    }

    private static TestPicture Convert(TestPicture source, string to)
    {
        var target = new TestPicture(Pairs.Layout(to), source.Width, source.Height);
        ColorConverter.Convert(source.Layout, source.View, target.Layout, target.View, YuvMatrix.Bt601, false);
        return target;
    }
}
