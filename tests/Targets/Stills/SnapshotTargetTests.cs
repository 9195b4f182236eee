namespace GiftGrab.Tests.Stills;

[Collection("frames")]
public sealed class SnapshotTargetTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Interval_TenSecondFile_OneASecondWithTheFirstAtOnce()
    {
        (SnapshotTarget target, List<SnapshotEventArgs> saved) = await Play(Clips.H264, "look.jpg", new SnapshotOptions { Interval = TimeSpan.FromSeconds(1) });

        Assert.Equal(Enumerable.Range(0, 10).Select(second => second * 30L), saved.Select(snapshot => snapshot.Frame));
        Assert.Equal(Enumerable.Range(1, 10).Select(number => _folder[$"look_{number}.jpg"]), saved.Select(snapshot => snapshot.Path));
        Assert.Equal(10, target.SavedCount);
        Assert.Equal(0, target.Pictures.Dropped);
    }

    [Fact]
    public async Task Times_InAnyOrder_ThePictureThatIsShownThen()
    {
        (_, List<SnapshotEventArgs> saved) = await Play(Clips.Rgb, "look.png", new SnapshotOptions { Times = [TimeSpan.FromSeconds(2.01), TimeSpan.Zero] });

        Assert.Equal([0L, 60L], saved.Select(snapshot => snapshot.Frame));
        string[] frames = Ffmpeg.FrameHashes(Clips.Rgb, "rgb24");
        Assert.Equal([frames[0], frames[60]], saved.Select(snapshot => Ffmpeg.FrameHashes(snapshot.Path, "rgb24")[0]));
    }

    [Fact]
    public async Task Saved_HandlerThrows_ThePicturesAfterItAreKept()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.Short);
        using SnapshotTarget target = VideoTargetFactory.CreateSnapshotWriter(_folder["look.png"], new SnapshotOptions { Times = [TimeSpan.Zero, TimeSpan.FromSeconds(0.1)] });
        target.Saved += (_, _) => throw new InvalidOperationException("no");
        source.Attach(target);

        source.Start();
        await target.Completion.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        Assert.Equal(2, target.SavedCount);
    }

    [Fact]
    public async Task Limits_CountOrDuration_EndIt()
    {
        SnapshotOptions everyTenth = new() { Interval = TimeSpan.FromSeconds(0.1) };

        (_, List<SnapshotEventArgs> three) = await Play(Clips.H264, "a.jpg", everyTenth with { MaxCount = 3 });
        (_, List<SnapshotEventArgs> second) = await Play(Clips.H264, "b.jpg", everyTenth with { MaxDuration = TimeSpan.FromSeconds(1) });

        Assert.Equal(3, three.Count);
        Assert.Equal(10, second.Count);
    }

    [Fact]
    public async Task Take_WhileARecordingRuns_KeepsThatPictureAndTheRecordingLosesNone()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.Rgb);
        using VideoTarget recording = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["film.mkv"], source.FrameRate);
        using SnapshotTarget snapshots = VideoTargetFactory.CreateSnapshotWriter(_folder["look.png"]);
        source.Attach(recording);
        source.Attach(VideoNode.Create(frame =>
        {
            if (frame.Number == 44)
            {
                snapshots.Take();
            }

            return null;
        }));
        source.Attach(snapshots);

        source.Start();
        await Task.WhenAll(recording.Completion, snapshots.Completion);

        Assert.Equal(90, Ffmpeg.CountFrames(_folder["film.mkv"]));
        Assert.Equal(1, snapshots.SavedCount);
        Assert.Equal(Ffmpeg.FrameHashes(Clips.Rgb, "rgb24")[44], Ffmpeg.FrameHashes(_folder["look_1.png"], "rgb24")[0]);
    }

    [Fact]
    public async Task Save_FolderVanishes_IsToldAndTheNextOneIsKept()
    {
        Directory.CreateDirectory(_folder["stills"]);
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.H264);
        using SnapshotTarget snapshots = VideoTargetFactory.CreateSnapshotWriter(
            _folder["stills/look.jpg"], new SnapshotOptions { Times = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)] });
        List<string> failures = [];
        snapshots.Failed += (_, failed) =>
        {
            failures.Add(failed.Failure!.Message);
            Directory.CreateDirectory(_folder["stills"]);
        };
        source.Attach(snapshots);
        Directory.Delete(_folder["stills"]);

        source.Start();
        await snapshots.Completion;

        Assert.Contains("does not exist", Assert.Single(failures), StringComparison.Ordinal);
        Assert.Equal(1, snapshots.FailedCount);
        Assert.Equal(1, snapshots.SavedCount);
        Assert.Equal(_folder["stills/look_2.jpg"], Assert.Single(Directory.GetFiles(_folder["stills"])));
    }

    [Fact]
    public async Task Names_Taken_AreLeftAloneUnlessOverwritten()
    {
        File.WriteAllText(_folder["look_1.jpg"], "precious");

        (_, List<SnapshotEventArgs> beside) = await Play(Clips.Short, "look.jpg", new SnapshotOptions { Times = [TimeSpan.Zero] });
        (_, List<SnapshotEventArgs> over) = await Play(Clips.Short, "look.jpg", new SnapshotOptions { Times = [TimeSpan.Zero], Overwrite = true });

        Assert.Equal(_folder["look_2.jpg"], Assert.Single(beside).Path);
        Assert.Equal(_folder["look_1.jpg"], Assert.Single(over).Path);
        Assert.Equal(["mjpeg"], Ffmpeg.ProbeVideo(_folder["look_1.jpg"], "codec_name"));
    }

    [Fact]
    public void Create_ValuesThatCannotBe_AreRefused()
    {
        (string Name, SnapshotOptions Options, string Says)[] mistakes =
        [
            ("look.jpg", new SnapshotOptions { Interval = TimeSpan.Zero }, "0.01 s and up"),
            ("look.jpg", new SnapshotOptions { Interval = TimeSpan.FromMilliseconds(9) }, "0.01 s and up"),
            ("look.jpg", new SnapshotOptions { Times = [TimeSpan.FromSeconds(-1)] }, "0 s and up"),
            ("look.jpg", new SnapshotOptions { Quality = 0 }, "1 to 100"),
            ("look.jpg", new SnapshotOptions { MaxCount = 0 }, "1 and up"),
            ("look.jpg", new SnapshotOptions { MaxDuration = TimeSpan.Zero }, "above 0"),
            ("look.gif", new SnapshotOptions(), ".jpg"),
            ("look_{foo}.jpg", new SnapshotOptions(), "{index}"),
            ("missing/look.jpg", new SnapshotOptions(), "does not exist"),
        ];

        Assert.All(mistakes, mistake => Assert.Contains(
            mistake.Says,
            Assert.Throws<VideoTargetException>(() => VideoTargetFactory.CreateSnapshotWriter(_folder[mistake.Name], mistake.Options)).Message,
            StringComparison.Ordinal));
    }

    protected override void Release() => _folder.Dispose();

    private async Task<(SnapshotTarget Target, List<SnapshotEventArgs> Saved)> Play(string clip, string name, SnapshotOptions options)
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(clip);
        using SnapshotTarget target = VideoTargetFactory.CreateSnapshotWriter(_folder[name], options);
        List<SnapshotEventArgs> saved = [];
        target.Saved += (_, snapshot) => saved.Add(snapshot);
        source.Attach(target);
        source.Start();
        await target.Completion;
        await source.Completion;
        return (target, saved);
    }
}
