namespace GiftGrab.Tests;

/// <summary>Each kind of source takes what it can honour, and refuses the rest by name.</summary>
[Collection("frames")]
public sealed class SourceChecksTests : LeakChecked
{
    [Theory]
    [InlineData("test:")]
    [InlineData("test:@25,format=nv12")]
    [InlineData("sim:")]
    [InlineData("sim:@25")]
    public void Create_SizeAskedBesideTheAddress_IsTaken(string address)
    {
        using VideoSource source = VideoSourceFactory.Create(address, new SourceOptions { Capture = new CaptureOptions { Size = (320, 180) } });
        source.Start();
        using VideoFrame frame = source.GetFrame();

        Assert.Equal((320, 180), (frame.Width, frame.Height));
    }

    [Theory]
    [InlineData("test:640x480", "640x480")]
    [InlineData("sim:640x480", "640x480")]
    [InlineData("sim:dvi", "what it has is 1920x1080")]
    [InlineData("clip.mp4", "only screens, cards and test patterns")]
    [InlineData("images:frame_%04d.png@25", "only screens, cards and test patterns")]
    [InlineData("rtsp://camera/1", "only screens, cards and test patterns")]
    public void Create_SizeThatCannotBe_IsRefusedWithBothOrTheReason(string address, string says)
    {
        string message = Refusal(address, new SourceOptions { Capture = new CaptureOptions { Size = (320, 180) } });

        Assert.Contains("320x180", message, StringComparison.Ordinal);
        Assert.Contains(says, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OptionsOfOtherKinds_AreRefusedByName()
    {
        Assert.Contains("A cursor cannot be asked of sim:", Refusal("sim:", new SourceOptions { Capture = new CaptureOptions { ShowsCursor = false } }), StringComparison.Ordinal);
        Assert.Contains("A latency cannot be asked of v4l2:", Refusal("v4l2:/dev/video0", new SourceOptions { Capture = new CaptureOptions { Latency = CaptureLatency.Low } }), StringComparison.Ordinal);
        Assert.Contains("A transport cannot be asked of srt:", Refusal("srt://host:1", new SourceOptions { Capture = new CaptureOptions { Transport = RtspTransport.Udp } }), StringComparison.Ordinal);
        Assert.Contains("not decoded", Refusal("test:", new SourceOptions { DecoderThreads = 2 }), StringComparison.Ordinal);
        Assert.Contains("not decoded", Refusal("screen::97", new SourceOptions { Hardware = HardwareAcceleration.Nvidia }), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_RefusedNetworkAddress_ShowsNoPassword() => Assert.DoesNotContain(
        "secret", Refusal("rtsp://me:secret@camera/1", new SourceOptions { Capture = new CaptureOptions { Size = (320, 180) } }), StringComparison.Ordinal);

    private static string Refusal(string address, SourceOptions options) =>
        Assert.ThrowsAny<VideoSourceException>(() => VideoSourceFactory.Create(address, options)).Message;
}
