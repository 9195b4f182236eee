using GiftGrab.Tests.Splitting;

namespace GiftGrab.Tests.Outputs;

/// <summary>Two hours, at the rate of one picture a second; <c>bench/long-recording.sh</c> records them in real time.</summary>
[Collection("frames")]
public sealed class LongRecordingTests : LeakChecked
{
    private const int Seconds = 7_200;
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Record_TwoHours_EveryTimeIsExactAndItIsVerified()
    {
        VideoTarget target = await RecordAsync("x.mp4", null);

        Assert.Equal(Enumerable.Range(0, Seconds).Select(second => (double)second), Ffmpeg.FrameTimes(target.Path!));
        Assert.Equal(Seconds, TsyncFile.Read(_folder["x.tsync"]).Entries.Count);
        Assert.All(RecordingVerifier.Verify(target.Path!), check => Assert.True(check.Ok, $"{check.Name}: {check.Detail}"));
    }

    [Fact]
    public async Task Record_TwoHoursInSlices_EachHasItsTenMinutes()
    {
        VideoTarget target = await RecordAsync("x_{slice:02}.mkv", new SplitOptions { Duration = TimeSpan.FromMinutes(10) });

        Assert.Equal(Enumerable.Range(0, 12).Select(part => part * 600.0), target.Parts.Select(part => part.Start / 1e9));
        Assert.All(PartFiles.FrameHashes([.. target.Parts.Select(part => part.Path)]), part => Assert.Equal(600, part.Length));
        Assert.Equal(Enumerable.Range(0, 600).Select(second => (double)second), Ffmpeg.FrameTimes(target.Parts[^1].Path));
    }

    protected override void Release() => _folder.Dispose();

    private async Task<VideoTarget> RecordAsync(string name, SplitOptions? split)
    {
        using TestPattern source = VideoSourceFactory.CreateTestPattern(new TestPatternOptions
        {
            Width = 96,
            Height = 64,
            FrameRate = new FrameRate(1),
            FrameCount = Seconds,
            Pace = Pace.AsFast,
        });
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder[name], source.FrameRate, new VideoTargetOptions
        {
            Video = new VideoEncoderOptions { Preset = "ultrafast" },
            Split = split,
            Sidecar = true,
            File = new FileOutputOptions { TsyncFile = split is null ? _folder["x.tsync"] : null },
        });
        source.Attach(target);
        source.Start();
        await target.Completion;
        return target;
    }
}
