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

    public static TheoryData<string, SourceOptions, string> Contradictions => new()
    {
        { ":97,size=100x100", new() { Capture = new() { Size = (50, 60) } }, "names the size 100x100, and the size 50x60 is asked for" },
        { ":97,cursor=on", new() { Capture = new() { ShowsCursor = false } }, "names the cursor on, and the cursor off is asked for" },
        { ":97@30", new() { FrameRate = new FrameRate(25) }, "names the rate 30, and the rate 25 is asked for" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Parse_WithOptionsThatSayOtherwise_RefusesAndNamesBoth(string target, SourceOptions options, string says)
    {
        var refusal = Assert.Throws<SourceAddressException>(() => ScreenAddress.Parse(target, options));

        Assert.StartsWith($"screen:{target} {says}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WithOptionsThatSayTheSame_TakesThem()
    {
        var options = new SourceOptions { FrameRate = new FrameRate(30), Capture = new CaptureOptions { Size = (100, 100), ShowsCursor = false } };

        ScreenRegion region = ScreenAddress.Parse(":97@30,size=100x100,cursor=off", options);

        Assert.Equal(((100, 100), new FrameRate(30), false), (region.Size, region.FrameRate, region.ShowsCursor));
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
