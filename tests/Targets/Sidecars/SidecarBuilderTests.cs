namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class SidecarBuilderTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task VideoTarget_Sidecar_SaysWhatFfprobeSays()
    {
        string path = _folder["x.mp4"];
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        var options = new VideoTargetOptions { Sidecar = true, AudioCodec = AudioCodec.Aac };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, path, source.FrameRate, options);
        DateTime before = DateTime.UtcNow;
        source.Attach(target);
        source.Audio!.Attach(target);

        source.Start();
        await target.Completion;

        var sidecar = Sidecar.Read($"{path}.json");
        Assert.Equal("x.mp4", sidecar.File);
        Assert.Equal("mp4", sidecar.Container);
        Assert.Equal(new FileInfo(path).Length, sidecar.FileSize);
        Assert.Equal(10.0, sidecar.Duration, 0.1);
        Assert.InRange(sidecar.StartTime, before, DateTime.UtcNow);
        Assert.Null(sidecar.Error);
        Assert.Equal(
            Ffmpeg.ProbeVideo(path, "codec_name", "width", "height", "pix_fmt"),
            new[] { sidecar.Video!.Codec, $"{sidecar.Video.Width}", $"{sidecar.Video.Height}", sidecar.Video.PixelFormat });
        Assert.Equal("30/1", sidecar.Video.FrameRate);
        Assert.Equal("libx264", sidecar.Video.Encoder);
        Assert.Equal((300L, 300L, 300L, 0L), (sidecar.Video.Frames, sidecar.Video.Received, sidecar.Video.Delivered, sidecar.Video.Dropped));
        Assert.Equal(("aac", 48_000), (sidecar.Audio!.Codec, sidecar.Audio.SampleRate));
    }

    [Fact]
    public async Task VideoTarget_SidecarOfALosslessRecording_SaysHowManyFramesWereVerified()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.Short);
        var options = new VideoTargetOptions { Sidecar = true, Video = new VideoEncoderOptions { Lossless = true } };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["x.mkv"], source.FrameRate, options);
        source.Attach(target);

        source.Start();
        await target.Completion;

        var sidecar = Sidecar.Read(_folder["x.mkv.json"]);
        Assert.True(sidecar.Video!.Lossless);
        Assert.Equal(30, sidecar.Video.Verified);
    }

    [Fact]
    public void VideoTarget_SidecarExists_IsRefusedBeforeTheRecording()
    {
        File.WriteAllText(_folder["x.mkv.json"], "{}");

        var error = Assert.Throws<VideoTargetException>(() => VideoTargetFactory.CreateFileWriter(
            Codec.Ffv1, _folder["x.mkv"], new FrameRate(30), new VideoTargetOptions { Sidecar = true }));

        Assert.Equal($"{_folder["x.mkv.json"]} cannot be written: it exists; choose another name, or have it overwritten (Overwrite, --overwrite).", error.Message);
        Assert.False(File.Exists(_folder["x.mkv"]));
    }

    [Theory]
    [InlineData("x.mkv")]
    [InlineData("y.mkv")]
    public void VideoTarget_WithAFileOfTimesNamedAsASidecar_IsRefused(string second)
    {
        using VideoTarget? first = second == "x.mkv" ? null : VideoTargetFactory.CreateFileWriter(
            Codec.Ffv1, _folder["x.mkv"], new FrameRate(30), new VideoTargetOptions { Sidecar = true });

        var error = Assert.Throws<VideoTargetException>(() => VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder[second], new FrameRate(30), new VideoTargetOptions
        {
            Sidecar = true,
            File = new FileOutputOptions { TimestampFile = _folder["x.mkv.json"] },
        }));

        Assert.Contains($"{_folder["x.mkv.json"]} cannot be written", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder[second]));
        Assert.False(File.Exists(_folder["x.mkv.json"]));
    }

    [Fact]
    public void VideoTarget_ThatRecordedNothing_LeavesTheSidecarsNameToTheNext()
    {
        var options = new VideoTargetOptions { Sidecar = true };
        VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["x.mkv"], new FrameRate(30), options).Dispose();

        using VideoTarget again = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["x.mkv"], new FrameRate(30), options);

        Assert.Equal(_folder["x.mkv"], again.Path);
    }

    protected override void Release() => _folder.Dispose();
}
