namespace GiftGrab.Tests;

public sealed class ScreenAddressTests
{
    [Theory]
    [InlineData(":97", ":97", 0, 0, 30, true)]
    [InlineData(":97.0+10,20", ":97.0", 10, 20, 30, true)]
    [InlineData(":97@60", ":97", 0, 0, 60, true)]
    [InlineData(":97+0,5@12.5,cursor=off", ":97", 0, 5, 12.5, false)]
    [InlineData("desk.local:1.1,cursor=on", "desk.local:1.1", 0, 0, 30, true)]
    public void Parse_OfAnAddress_ReadsItsParts(string target, string display, int x, int y, double rate, bool cursor)
    {
        ScreenRegion region = ScreenAddress.Parse(target, new SourceOptions());

        Assert.Equal((display, x, y, rate, cursor), (region.Display, region.X, region.Y, region.FrameRate.FramesPerSecond, region.ShowsCursor));
        Assert.Null(region.Size);
    }

    [Fact]
    public void Parse_WithOptions_TakesThemWhereTheAddressSaysNothing()
    {
        var options = new SourceOptions { FrameRate = new FrameRate(10), Capture = new CaptureOptions { Size = (256, 192), ShowsCursor = false } };

        ScreenRegion region = ScreenAddress.Parse(":97", options);

        Assert.Equal(((256, 192), new FrameRate(10), false), (region.Size, region.FrameRate, region.ShowsCursor));
    }

    [Theory]
    [InlineData(":97+x,2")]
    [InlineData(":97,size=5")]
    [InlineData(":97,size=0x5")]
    [InlineData(":97,mouse=off")]
    [InlineData(":97@fast")]
    [InlineData(":97,cursor=maybe")]
    public void Parse_OfWhatIsNoAddress_RefusesWithWhatIsAllowed(string target)
    {
        var refusal = Assert.Throws<SourceAddressException>(() => ScreenAddress.Parse(target, new SourceOptions()));

        Assert.Contains($"screen:{target}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("size=WIDTHxHEIGHT", refusal.Message, StringComparison.Ordinal);
    }
}
