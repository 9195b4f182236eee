namespace GiftGrab.Tests.Encoders;

[Collection("frames")]
public sealed class TimeLapseTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task EveryNth_Ten_KeepsThirtyOfThreeHundredAtTheirTimes()
    {
        TargetStatistics counts = await Record(new VideoEncoderOptions { EveryNth = 10 });

        string[] source = Ffmpeg.FrameHashes(Clips.H264);
        Assert.Equal(Enumerable.Range(0, 30).Select(i => source[i * 10]), Ffmpeg.FrameHashes(_folder["x.mkv"]));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => i / 3.0), Ffmpeg.FrameTimes(_folder["x.mkv"]), (a, b) => Math.Abs(a - b) < 0.002);
        Assert.Equal(270, counts.Encoding.SkippedFrames);
        Assert.Equal(300, counts.Received);
    }

    [Fact]
    public async Task Speed_Twenty_PlaysInATwentiethOfTheTime()
    {
        await Record(new VideoEncoderOptions { Speed = 20 });

        double[] times = Ffmpeg.FrameTimes(_folder["x.mkv"]);
        Assert.Equal(300, times.Length);
        Assert.Equal(299 / 600.0, times[^1] - times[0], 0.002);
    }

    [Fact]
    public async Task Speed_AtAConstantRate_LeavesOutWhatHasNoPlace()
    {
        TargetStatistics counts = await Record(new VideoEncoderOptions { Speed = 20, Timing = FrameTiming.Constant });

        Assert.Equal(15, counts.Output.VideoFrames);
        Assert.Equal(285, counts.Encoding.SkippedFrames);
        Assert.Equal(15, Ffmpeg.CountFrames(_folder["x.mkv"]));
    }

    [Fact]
    public async Task Speed_Half_IsSlowMotion()
    {
        await Record(new VideoEncoderOptions { Speed = 0.5 });

        double[] times = Ffmpeg.FrameTimes(_folder["x.mkv"]);
        Assert.Equal(2 * 299 / 30.0, times[^1] - times[0], 0.002);
    }

    [Fact]
    public async Task KeyFrame_RequestedAtAFrameThatIsLeftOut_IsTheNextOneKept()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.H264);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.H264, _folder["x.mkv"], source.FrameRate, new VideoTargetOptions { Video = new VideoEncoderOptions { EveryNth = 10, GopLength = 1000, Preset = "ultrafast" } });
        source.Attach(VideoNode.Create(frame =>
        {
            frame.IsKeyFrameRequested = frame.Number == 101;
            return null;
        }));
        source.Attach(target);
        source.Start();
        await target.Completion;

        string[] keys = Ffmpeg.Probe("-show_entries", "frame=key_frame", "-of", "default=noprint_wrappers=1:nokey=1", _folder["x.mkv"])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("1", keys[11]);
        Assert.Equal(2, keys.Count(key => key == "1"));
    }

    [Fact]
    public void Sound_AtAnotherSpeed_IsRefused()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.H264, _folder["x.mkv"], source.FrameRate, new VideoTargetOptions { Video = new VideoEncoderOptions { Speed = 2 } });

        Assert.Contains("sound", Assert.Throws<VideoTargetException>(() => source.Audio!.Attach(target)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -2)]
    [InlineData(1, double.NaN)]
    public void Options_OutOfRange_AreRefused(int every, double speed) => Assert.Throws<VideoTargetException>(
        () => new VideoEncoder(Codec.Ffv1, new FrameRate(30), new VideoEncoderOptions { EveryNth = every, Speed = speed }));

    protected override void Release() => _folder.Dispose();

    private async Task<TargetStatistics> Record(VideoEncoderOptions options)
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.H264);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Ffv1, _folder["x.mkv"], source.FrameRate, new VideoTargetOptions { Video = options });
        source.Attach(target);
        source.Start();
        await target.Completion;
        return target.Statistics;
    }
}
