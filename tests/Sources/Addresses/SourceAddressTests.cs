namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class SourceAddressTests : LeakChecked
{
    private const string Allowed = "a path, test:1280x720@30, images:frame_%04d.png@25, sim:1920x1080@30, screen::0+10,20@30, pulse:, v4l2:/dev/video0, rtsp|rtmp|srt|udp|http://HOST...";

    [Theory]
    [InlineData("clip.mp4", "file", "clip.mp4")]
    [InlineData("/a/b c/clip:1.mp4", "file", "/a/b c/clip:1.mp4")]
    [InlineData("file:clip.mp4", "file", "clip.mp4")]
    [InlineData("test:", "test", "")]
    [InlineData("TEST:640x480@30", "test", "640x480@30")]
    [InlineData("images:a:%04d.png@25", "images", "a:%04d.png@25")]
    [InlineData("C:clip.mp4", "file", "C:clip.mp4")]
    public void Parse_Address_GivesSchemeAndTarget(string address, string scheme, string target) =>
        Assert.Equal(new SourceAddress(scheme, target), SourceAddress.Parse(address));

    [Theory]
    [InlineData("rtps://camera", "The source \"rtps://camera\" is not understood; allowed are " + Allowed + ".")]
    [InlineData(" ", "The source is empty; allowed are " + Allowed + ".")]
    public void Parse_NoAddress_ListsWhatIsAllowed(string address, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<VideoSourceException>(() => SourceAddress.Parse(address)).Message);

    [Fact]
    public void Create_TestAddress_HasAllThatItNames()
    {
        using VideoSource source = VideoSourceFactory.Create("test:1920x1080@30000/1001,format=nv12,frames=7,sound,pace=off");

        Assert.IsType<TestPattern>(source);
        Assert.Equal((1920, 1080, PixelFormat.Nv12), (source.Width, source.Height, source.Format));
        Assert.Equal(new FrameRate(30000, 1001), source.FrameRate);
        Assert.NotNull(source.Audio);
        Assert.False(source.IsLive);
        Assert.Equal(7, FrameCollector.Run(source).Frames.Count);
    }

    [Fact]
    public void Create_TestAddressWithDuration_EndsThen()
    {
        using VideoSource source = VideoSourceFactory.Create("test:96x64@25,duration=0.5,pace=off");

        Assert.Equal(13, FrameCollector.Run(source).Frames.Count, 1.0);
    }

    [Theory]
    [InlineData("test:12", "\"12\" is no size")]
    [InlineData("test:640x", "\"\" is no number of pixels")]
    [InlineData("test:640x480@0", "The frame rate \"0\" is not usable")]
    [InlineData("test:640x480@-5", "The frame rate \"-5\" is not usable")]
    [InlineData("test:640x480,colour=red", "\"colour=red\" is not known")]
    [InlineData("test:640x480,format=pink", "The pixel format \"pink\" is not known")]
    [InlineData("test:640x480,pace=0", "The pace \"0\" is not usable")]
    [InlineData("test:640x480,frames=0", "A test pattern of 0 frames is not possible")]
    [InlineData("test:640x480,frames=99999999999999999999", "not understood")]
    [InlineData("test:10x10", "A test pattern of 10x10 is not possible")]
    [InlineData("sim:0x0", "\"sim:0x0\" is not possible: A simulated card of 0x0 is not possible; allowed are 96x64")]
    [InlineData("images:nowhere/x_%04d.png", "needs a frame rate: add @25")]
    [InlineData("images:x_%04d.png@abc", "\"abc\" is none; add @25")]
    [InlineData("images:x_%d_%d.png@25", "a name with one %04d")]
    [InlineData("test:640x480,frames=-1", "\"-1\" is no number of frames")]
    [InlineData("test:640x480,duration=abc", "\"abc\" is no number of seconds")]
    [InlineData("images:nowhere/x_%04d.png@25", "there is no folder nowhere")]
    public void Create_BadAddress_SaysWhatIsWrong(string address, string expected) =>
        Assert.Contains(expected, Assert.ThrowsAny<VideoSourceException>(() => VideoSourceFactory.Create(address)).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_FrameRateForAFile_IsRefused() =>
        Assert.Contains("a file has its own", Assert.ThrowsAny<VideoSourceException>(
            () => VideoSourceFactory.Create(Clips.Short, new SourceOptions { FrameRate = new FrameRate(25) })).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_Path_ReadsTheFile()
    {
        using VideoSource source = VideoSourceFactory.Create(Clips.Short);

        Assert.IsType<FileReader>(source);
    }
}
