namespace GiftGrab.Tests;

public sealed class CardAddressTests
{
    [Fact]
    public void Parse_OfAnAddress_ReadsItsParts()
    {
        CardMode mode = CardAddress.Parse("v4l2", "/dev/video3@59.94,size=1920x1080,format=MJPG,input=1", new SourceOptions());

        Assert.Equal(new CardMode("v4l2", "/dev/video3", (1920, 1080), FrameRate.Parse("59.94"), "mjpeg", 1), mode);
    }

    [Fact]
    public void Parse_WithOptions_TakesThemWhereTheAddressSaysNothing()
    {
        var options = new SourceOptions { FrameRate = new FrameRate(25), Capture = new CaptureOptions { Size = (640, 480) } };

        CardMode mode = CardAddress.Parse("v4l2", "/dev/video0", options);

        Assert.Equal(new CardMode("v4l2", "/dev/video0", (640, 480), new FrameRate(25), null, null), mode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/dev/video0,size=1")]
    [InlineData("/dev/video0,input=hdmi")]
    [InlineData("/dev/video0,colour=red")]
    [InlineData("/dev/video0@fast")]
    public void Parse_OfWhatIsNoAddress_RefusesWithWhatIsAllowed(string target)
    {
        var refusal = Assert.Throws<SourceAddressException>(() => CardAddress.Parse("v4l2", target, new SourceOptions()));

        Assert.Contains($"v4l2:{target}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("size=WIDTHxHEIGHT", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfANodeThatIsNotThere_NamesIt()
    {
        var refusal = Assert.Throws<DeviceNotFoundException>(() => VideoSourceFactory.Create("v4l2:/dev/video-none"));

        Assert.Contains("There is no device /dev/video-none", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfAFileThatIsNoDevice_SaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["video0"], "text");

        var refusal = Assert.Throws<DeviceNotFoundException>(() => VideoSourceFactory.Create($"v4l2:{folder["video0"]}"));

        Assert.Contains("no Video4Linux device", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OfADeckLink_SaysWhatThisFFmpegLacks()
    {
        if (Demuxer.HasDevice("decklink"))
        {
            return;
        }

        var refusal = Assert.Throws<DeviceNotFoundException>(() => VideoSourceFactory.Create("decklink:DeckLink SDI 4K"));

        Assert.Contains("DeckLink SDI 4K cannot be opened: this FFmpeg is built without DeckLink", refusal.Message, StringComparison.Ordinal);
    }
}
