namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class EncoderRefusalTests : LeakChecked
{
    private static readonly FrameRate Thirty = new(30);

    public static TheoryData<Codec, VideoEncoderOptions, string> BeforeAnyPicture => new()
    {
        { Codec.H264, new() { Quality = 20, BitRate = 1_000_000 }, "quality 20 and bitrate 1000000 contradict each other" },
        { Codec.H264, new() { Lossless = true, BitRate = 1_000_000 }, "bitrate 1000000 and lossless contradict" },
        { Codec.H264, new() { BitRate = 0 }, "bitrate 0 is not possible; allowed are 1000..2000000000" },
        { Codec.H264, new() { BitRate = -1 }, "bitrate -1 is not possible" },
        { Codec.H264, new() { GopLength = -1 }, "GOP length -1 is not possible; allowed are 1..100000" },
        { Codec.H264, new() { Threads = -3 }, "threads -3 is not possible; allowed are 0..128" },
        { Codec.H264, new() { Threads = 9999 }, "threads 9999 is not possible" },
        { Codec.H264, new() { Encoder = "libnone" }, "\"libnone\" does not make h264; allowed are libx264" },
        { Codec.H264, new() { Quality = 99 }, "allowed are 0..51" },
        { Codec.H264, new() { Qp = 52 }, "allowed are 0..51" },
        { Codec.Mjpeg, new() { Quality = 0 }, "allowed are 1..100" },
        { Codec.Mjpeg, new() { Quality = 101 }, "allowed are 1..100" },
        { Codec.Xvid, new() { Lossless = true }, "has no lossless mode" },
        { Codec.Av1, new() { Lossless = true, Encoder = "libsvtav1" }, "SVT-AV1 before 3.0 has no lossless mode" },
        { Codec.H264, new() { Profile = "foo" }, "\"foo\" is not one that libx264 knows; allowed are baseline" },
        { Codec.H264, new() { Preset = "foo" }, "allowed are ultrafast" },
        { Codec.H264, new() { Tune = "foo" }, "allowed are film" },
        { Codec.H264, new() { Level = "9" }, "allowed are 1, 1.1" },
        { Codec.Ffv1, new() { Quality = 3 }, "ffv1 has no use for the option quality" },
        { Codec.Ffv1, new() { BitRate = 1_000_000 }, "ffv1 has no use for the option bitrate" },
        { Codec.Vp9, new() { IntraRefresh = true }, "libvpx-vp9 has no use for the option intra refresh" },
        { Codec.Xvid, new() { Preset = "fast" }, "mpeg4 has no use for the option preset" },
        { Codec.Ffv1, new() { Hardware = HardwareAcceleration.VaApi }, "No device of the kind vaapi encodes ffv1" },
    };

    public static TheoryData<Codec, VideoEncoderOptions, string> ForPictures => new()
    {
        { Codec.H264, new() { Level = "1" }, "the lowest that does is 3.1" },
        { Codec.H264, new() { Level = "1.0" }, "the lowest that does is 3.1" },
        { Codec.H264, new() { PixelFormat = PixelFormat.Parse("rgb48le") }, "does not take the pixel format rgb48le; allowed are yuv420p" },
    };

    [Theory]
    [MemberData(nameof(BeforeAnyPicture))]
    public void Constructor_ImpossibleOptions_SaysWhatIsAllowed(Codec codec, VideoEncoderOptions options, string expected)
    {
        VideoTargetException error = Assert.Throws<VideoTargetException>(() => new VideoEncoder(codec, Thirty, options));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ForPictures))]
    public void Check_ImpossibleForThePictures_SaysWhatIsAllowed(Codec codec, VideoEncoderOptions options, string expected)
    {
        using var encoder = new VideoEncoder(codec, Thirty, options);

        VideoTargetException error = Assert.Throws<VideoTargetException>(() => encoder.Check(1280, 720, PixelFormat.I420));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Codec.H264, 321, 241, "yuv420p", "needs even sizes; name the pixel format yuv444p")]
    [InlineData(Codec.Hevc, 8, 8, "yuv420p", "the least is 16x16")]
    [InlineData(Codec.H264, 64, 64, "gray16le", "gray16le has 16 bits and libx264 would keep 10")]
    [InlineData(Codec.Vp9, 64, 64, "gray16le", "has 16 bits")]
    [InlineData(Codec.Xvid, 64, 64, "gray16le", "has 16 bits")]
    [InlineData(Codec.Ffv1, 64, 64, "grayf32le", "cannot keep grayf32le")]
    public void Check_PicturesThatDoNotFit_SaysWhy(Codec codec, int width, int height, string format, string expected)
    {
        using var encoder = new VideoEncoder(codec, Thirty);

        VideoTargetException error = Assert.Throws<VideoTargetException>(() => encoder.Check(width, height, PixelFormat.Parse(format)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TooFastForAv1_SaysTheMost()
    {
        using var encoder = new VideoEncoder(Codec.Av1, new FrameRate(300));

        VideoTargetException error = Assert.Throws<VideoTargetException>(() => encoder.Check(640, 360, PixelFormat.I420));

        Assert.Contains("the most are 240", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnNext_OptionThatTheEncoderLacks_IsNotIgnored()
    {
        var options = new VideoEncoderOptions { EncoderOptions = new Dictionary<string, string> { ["nonsense"] = "1" } };
        using var encoder = new VideoEncoder(Codec.H264, Thirty, options);
        using VideoFrame frame = EncoderRun.Picture(0);

        VideoTargetException error = Assert.Throws<VideoTargetException>(() => encoder.OnNext(frame));

        Assert.Contains("option not used by encoder libx264: nonsense=1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnNext_EncoderRefusesToOpen_SaysItsOwnWords()
    {
        using var encoder = new VideoEncoder(Codec.H264, Thirty, new VideoEncoderOptions { Profile = "main", PixelFormat = PixelFormat.I444 });
        using VideoFrame frame = EncoderRun.Picture(0);

        VideoTargetException error = Assert.Throws<VideoTargetException>(() => encoder.OnNext(frame));

        Assert.Contains("[libx264] Error setting profile main", error.Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(HardwareAcceleration.VaApi, "no render node")]
    [InlineData(HardwareAcceleration.Nvidia, "no NVIDIA driver")]
    [InlineData(HardwareAcceleration.QuickSync, "no render node")]
    public void OnNext_NamedDeviceMissing_FailsWithTheReason(HardwareAcceleration hardware, string reason)
    {
        Skip.If(HardwareDevice.TryOpen(hardware, out _) is not null, $"This machine has {hardware}.");
        using var encoder = new VideoEncoder(Codec.H264, Thirty, new VideoEncoderOptions { Hardware = hardware });
        using VideoFrame frame = EncoderRun.Picture(0, 256, 256);

        VideoTargetException error = Assert.Throws<VideoTargetException>(() => encoder.OnNext(frame));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("\"auto\" or \"off\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnNext_AutoWithoutADevice_TakesTheProcessorAndSaysWhy()
    {
        using var encoder = new VideoEncoder(Codec.H264, Thirty, new VideoEncoderOptions { Hardware = HardwareAcceleration.Auto });

        EncoderRun.Encode(encoder, 2, picture: i => EncoderRun.Picture(i, 256, 256));

        VideoEncoderPlan plan = encoder.Plan!;
        Assert.True(plan.Hardware != HardwareAcceleration.Off || plan.FallbackReason is { Length: > 0 });
        Assert.False(string.IsNullOrEmpty(plan.Encoder));
    }
}
