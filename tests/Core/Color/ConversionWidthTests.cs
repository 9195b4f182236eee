using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

public class ConversionWidthTests
{
    private static readonly (int Width, int Height)[] Sizes = [
        (1, 1), (2, 1), (1, 2), (2, 2), (3, 3), (1, 7), (15, 2), (16, 3), (17, 5), (31, 4), (32, 2), (33, 3),
        (34, 2), (47, 3), (63, 2), (64, 5), (65, 6), (100, 3), (127, 2), (128, 2), (129, 3), (190, 3), (191, 2)];

    [Theory]
    [MemberData(nameof(Pairs.All), MemberType = typeof(Pairs))]
    public void Convert_EveryWidthSizeAndStride_SameBytesAndNoneOutside(string from, string to)
    {
        int seed = 0;
        foreach ((int width, int height) in Sizes)
        {
            foreach (Rows rows in Enum.GetValues<Rows>())
            {
                var matrix = (YuvMatrix)(seed % 3);
                bool full = seed % 2 == 0;
                TestPicture source = new TestPicture(Pairs.Layout(from), width, height, rows).FillRandom(++seed);
                byte[] before = source.Contents();
                byte[] scalar = Converted(source, to, rows, matrix, full, SimdWidth.Scalar);
                foreach (SimdWidth simd in SimdWidths.OfThisMachine)
                {
                    Assert.Equal(scalar, Converted(source, to, rows, matrix, full, simd));
                }

                Assert.Equal(before, source.Contents());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pairs.All), MemberType = typeof(Pairs))]
    public void ConvertRows_SlicesOfAPicture_SameBytesAsTheWhole(string from, string to)
    {
        TestPicture source = new TestPicture(Pairs.Layout(from), 71, 13).FillRandom(5);
        var whole = new TestPicture(Pairs.Layout(to), 71, 13);
        var slices = new TestPicture(Pairs.Layout(to), 71, 13);
        ColorConverter.Convert(
            source.Layout, source.View, whole.Layout, whole.View, YuvMatrix.Bt709, false);
        foreach ((int first, int count) in new[] { (8, 5), (0, 2), (2, 6) })
        {
            ColorConverter.ConvertRows(
                source.Layout, source.View, slices.Layout, slices.View, YuvMatrix.Bt709, false,
                first, count, ColorConverter.BestWidth);
        }

        Assert.Equal(whole.Contents(), slices.Contents());
    }

    private static byte[] Converted(
        TestPicture source, string to, Rows rows, YuvMatrix matrix, bool full, SimdWidth simd)
    {
        var target = new TestPicture(Pairs.Layout(to), source.Width, source.Height, rows);
        ColorConverter.ConvertRows(
            source.Layout, source.View, target.Layout, target.View, matrix, full, 0, source.Height, simd);
        return target.Contents();
    }
}
