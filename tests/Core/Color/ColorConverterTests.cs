using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

public class ColorConverterTests
{
    [Fact]
    public void CanConvert_SameLayoutOrUnknown_IsFalse()
    {
        Assert.False(ColorConverter.CanConvert(PictureLayout.Bgra, PictureLayout.Bgra));
        Assert.False(ColorConverter.CanConvert((PictureLayout)99, PictureLayout.Bgra));
        Assert.False(ColorConverter.CanConvert(PictureLayout.Bgra, (PictureLayout)99));
    }

    [Fact]
    public void Convert_PairItDoesNotKnow_SaysWhich()
    {
        var picture = new TestPicture(PictureLayout.Bgra, 2, 2);
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => ColorConverter.Convert(
            PictureLayout.Bgra, picture.View, PictureLayout.Bgra, picture.View, YuvMatrix.Bt601, false));
        Assert.Contains("Bgra to Bgra", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 2, 3, 2)]
    [InlineData(2, 2, 2, 4)]
    [InlineData(0, 2, 0, 2)]
    public void Convert_SizesThatDiffer_NamesBoth(int width, int height, int targetWidth, int targetHeight)
    {
        var source = new TestPicture(PictureLayout.Bgra, width, height);
        var target = new TestPicture(PictureLayout.I420, targetWidth, targetHeight);
        ArgumentException error = Assert.Throws<ArgumentException>(() => ColorConverter.Convert(
            source.Layout, source.View, target.Layout, target.View, YuvMatrix.Bt601, false));
        Assert.Contains($"{width}x{height}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{targetWidth}x{targetHeight}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(0, 3)]
    [InlineData(-2, 2)]
    [InlineData(0, 8)]
    [InlineData(2, int.MaxValue)]
    [InlineData(2, int.MaxValue - 1)]
    public void ConvertRows_RangeThatDividesAPairOrLeavesThePicture_IsRefused(int first, int count)
    {
        var source = new TestPicture(PictureLayout.Bgra, 4, 6);
        var target = new TestPicture(PictureLayout.I420, 4, 6);
        Assert.Throws<ArgumentOutOfRangeException>(() => ColorConverter.ConvertRows(
            source.Layout, source.View, target.Layout, target.View, YuvMatrix.Bt601, false,
            first, count, SimdWidth.Scalar));
    }

    [Fact]
    public void Convert_UnknownMatrix_IsRefused()
    {
        var source = new TestPicture(PictureLayout.Bgra, 2, 2);
        var target = new TestPicture(PictureLayout.I420, 2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => ColorConverter.Convert(
            source.Layout, source.View, target.Layout, target.View, (YuvMatrix)7, false));
    }

    [Fact]
    public void Convert_AnyAlpha_IsIgnored()
    {
        TestPicture source = new TestPicture(PictureLayout.Bgra, 65, 3).FillRandom(9);
        var opaque = new TestPicture(PictureLayout.Bgr24, 65, 3);
        ColorConverter.Convert(source.Layout, source.View, opaque.Layout, opaque.View, YuvMatrix.Bt601, false);
        var target = new TestPicture(PictureLayout.I420, 65, 3);
        var target2 = new TestPicture(PictureLayout.I420, 65, 3);
        ColorConverter.Convert(source.Layout, source.View, target.Layout, target.View, YuvMatrix.Bt601, false);
        ColorConverter.Convert(opaque.Layout, opaque.View, target2.Layout, target2.View, YuvMatrix.Bt601, false);
        Assert.Equal(target2.Contents(), target.Contents());
    }

    [Theory]
    [MemberData(nameof(Pairs.All), MemberType = typeof(Pairs))]
    public void Convert_Repeated_AllocatesNothing(string from, string to)
    {
        TestPicture source = new TestPicture(Pairs.Layout(from), 65, 5).FillRandom(1);
        var target = new TestPicture(Pairs.Layout(to), 65, 5);
        PictureView sourceView = source.View;
        PictureView targetView = target.View;
        ColorConverter.Convert(source.Layout, in sourceView, target.Layout, in targetView, YuvMatrix.Bt601, false);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            ColorConverter.Convert(source.Layout, in sourceView, target.Layout, in targetView, YuvMatrix.Bt601, false);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
