namespace GiftGrab.Tests;

public sealed class CardChecksTests
{
    private static readonly CardMode Mode = new("v4l2", "/dev/video0", null, null, null, null);

    [Theory]
    [InlineData("YUYV", "yuyv422")]
    [InlineData("yuyv422", "yuyv422")]
    [InlineData("422P", "yuv422p")]
    [InlineData("XR24", "bgr0")]
    [InlineData("mjpeg", "mjpeg")]
    public void RequireFormat_OfAFormatThatTheCardHas_IsFFmpegsNameOfIt(string asked, string name) =>
        Assert.Equal(name, CardChecks.RequireFormat(Mode with { Format = asked }, Card("YUYV", "YVYU", "422P", "XR24", "MJPG")));

    [Theory]
    [InlineData("yuv410p", "has no format yuv410p (YUV9, YVU9); allowed are YUYV, MJPG.")]
    [InlineData("ZZZZ", "has no format ZZZZ; allowed are YUYV, MJPG.")]
    [InlineData("YVYU", "offers YVYU, which FFmpeg does not read; allowed are YUYV, MJPG.")]
    public void RequireFormat_OfAFormatThatCannotBeHad_RefusesItByNameWithThoseThatCan(string asked, string sentence)
    {
        var refusal = Assert.Throws<VideoSourceException>(
            () => CardChecks.RequireFormat(Mode with { Format = asked }, Card("YUYV", "YVYU", "MJPG")));

        Assert.Equal($"/dev/video0 {sentence}", refusal.Message);
    }

    [Theory]
    [InlineData("YUYV", "yuyv422")]
    [InlineData("YVYU", null)]
    [InlineData(null, null)]
    public void RequireFormat_WhereNoneIsAsked_IsTheOneThatTheCardIsSetTo(string? present, string? name) =>
        Assert.Equal(name, CardChecks.RequireFormat(Mode, Card("YU12", "YUYV", "YVYU") with { PresentFormat = present }));

    [Fact]
    public void RequireAsAsked_WhereTheCardTookSomethingElse_SaysWhatItOffers()
    {
        CardMode mode = Mode with { Size = (641, 333) };

        var refusal = Assert.Throws<VideoSourceException>(
            () => CardChecks.RequireAsAsked(mode, new LiveFormat(640, 360, PixelFormat.Bgra, new FrameRate(30)), Card("YUYV", "YVYU")));

        Assert.Equal("/dev/video0 has no pictures of 641x333; it offers YUYV: 640x360 (30).", refusal.Message);
    }

    [Fact]
    public void RequireAsAsked_WhereFFmpegTookAnotherFormat_NamesBoth()
    {
        CardMode mode = Mode with { Format = "gray16le" };

        var refusal = Assert.Throws<VideoSourceException>(
            () => CardChecks.RequireAsAsked(mode, new LiveFormat(640, 360, PixelFormat.I420, new FrameRate(30)), Card("YU12", "Z16")));

        Assert.Contains("gives yuv420p and not gray16le", refusal.Message, StringComparison.Ordinal);
    }

    private static CardCapability Card(params string[] codes) => new(
        "driver", "Card", ["HDMI"], [.. codes.Select(code => new CardFormat(code, code, [new CardSize(640, 360, 640, 360, [new FrameRate(30)])]))]);
}
