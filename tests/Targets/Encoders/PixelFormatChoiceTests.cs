namespace GiftGrab.Tests.Encoders;

public sealed class PixelFormatChoiceTests
{
    [Theory]
    [InlineData("yuyv422", "yuv422p")]
    [InlineData("uyvy422", "yuv422p")]
    [InlineData("nv12", "yuv420p")]
    [InlineData("yuv420p", "yuv420p")]
    [InlineData("bgra", "bgra")]
    public void For_Ffv1_KeepsThePixelsWithoutAPlaneThatTheSourceHasNot(string source, string kept) => Assert.Equal(
        kept,
        PixelFormatChoice.For(EncoderKinds.Find(Codec.Ffv1, "ffv1")!, PixelFormat.Parse(source), new VideoEncoderOptions(), []).Name);

    [Fact]
    public void For_AnExactCodecThatCannotKeepThePixels_DoesNotRecommendItself()
    {
        var refusal = Assert.Throws<VideoTargetException>(() => PixelFormatChoice.For(
            EncoderKinds.Find(Codec.Ffv1, "ffv1")!, PixelFormat.Parse("rgb565le"), new VideoEncoderOptions(), []));

        Assert.EndsWith("by rounding; permit the conversion (VideoEncoderOptions.AllowConversion, --allow-conversion).", refusal.Message, StringComparison.Ordinal);
    }
}
