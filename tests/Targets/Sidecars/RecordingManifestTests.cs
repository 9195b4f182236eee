namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class RecordingManifestTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Write_OfTwoSourcesOfOneName_ListsEveryFileAndTellsThemApart()
    {
        Directory.CreateDirectory(_folder["clips"]);
        using VideoSource first = VideoSourceFactory.Create(Clips.Short, new SourceOptions { Name = "microscope" });
        using VideoSource second = VideoSourceFactory.Create(Clips.Short, new SourceOptions { Name = "microscope" });
        using VideoTarget full = await RecordAsync(first, "clips/a.mkv", new VideoTargetOptions
        {
            Sidecar = true,
            File = new FileOutputOptions { TimestampFile = _folder["a.txt"], WallClockFile = _folder["clips/a.utc"] },
        });
        using VideoTarget plain = await RecordAsync(second, "b.mkv", new VideoTargetOptions());
        string path = _folder["clips/run.json"];

        RecordingManifest.Of(path, [full, plain]).Write(path);
        var manifest = RecordingManifest.Read(path);

        Assert.Equal(
            [
                ("a.mkv", ManifestFileKind.Recording, "microscope"),
                ("a.mkv.json", ManifestFileKind.Sidecar, "microscope"),
                ("../a.txt", ManifestFileKind.Timestamps, "microscope"),
                ("a.utc", ManifestFileKind.WallClock, "microscope"),
                ("../b.mkv", ManifestFileKind.Recording, "microscope 2"),
            ],
            manifest.Files.Select(file => (file.File, file.Kind, file.Source)));
        Assert.All(manifest.Files, file => Assert.Equal(new FileInfo(Path.Combine(_folder["clips"], file.File)).Length, file.Size));
        Assert.Equal([30L, null, null, null, 30L], manifest.Files.Select(file => file.Frames));
        Assert.All(manifest.Files, file => Assert.Null(file.Error));
    }

    [Fact]
    public async Task Of_SectionsOfOneSource_NamesItOnce()
    {
        using var source = new ClockedPictures();
        List<VideoTarget> targets = [];
        using var recorder = new ControlledRecorder(section =>
        {
            VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder[$"{targets.Count}.mkv"], new FrameRate(10));
            section.Pictures.Attach(target);
            targets.Add(target);
            return [target];
        });
        source.Attach(recorder);
        recorder.Step(2);
        source.Give(0, 5);
        recorder.Step(2);
        source.Give(5, 5);
        source.End();
        await recorder.Completion;
        await Task.WhenAll(targets.Select(target => target.Completion));

        var manifest = RecordingManifest.Of(_folder["run.json"], targets);

        Assert.Equal([source.Name, source.Name], manifest.Files.Select(file => file.Source));
        targets.ForEach(target => target.Dispose());
    }

    [Fact]
    public async Task Write_OfSnapshotsBesideARecording_ListsThoseThatAreThere()
    {
        using VideoSource source = VideoSourceFactory.Create(Clips.Short, new SourceOptions { Name = "microscope" });
        using SnapshotTarget snapshots = VideoTargetFactory.CreateSnapshotWriter(_folder["look_{index}.png"], new SnapshotOptions { Interval = TimeSpan.FromSeconds(0.3) });
        source.Attach(snapshots);
        using VideoTarget target = await RecordAsync(source, "a.mkv", new VideoTargetOptions());
        await snapshots.Completion;
        File.Delete(_folder["look_2.png"]);

        var manifest = RecordingManifest.Of(_folder["run.json"], [target], [snapshots]);

        Assert.Equal(
            [
                ("a.mkv", ManifestFileKind.Recording, "microscope"),
                ("look_1.png", ManifestFileKind.Snapshot, "microscope"),
                ("look_3.png", ManifestFileKind.Snapshot, "microscope"),
                ("look_4.png", ManifestFileKind.Snapshot, "microscope"),
            ],
            manifest.Files.Select(file => (file.File, file.Kind, file.Source)));
        Assert.All(manifest.Files, file => Assert.Equal(new FileInfo(_folder[file.File]).Length, file.Size));
    }

    [Fact]
    public void Of_ARecordingThatRuns_IsRefused()
    {
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["x.mkv"], new FrameRate(30));

        var error = Assert.Throws<InvalidOperationException>(() => RecordingManifest.Of(_folder["run.json"], [target]));

        Assert.EndsWith("is still being recorded; list it when its Completion is done.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequireWritable_WithAFileThatExists_AsksToOverwriteIt()
    {
        File.WriteAllText(_folder["run.json"], "{}");

        Assert.Throws<VideoTargetException>(() => RecordingManifest.RequireWritable(_folder["run.json"], overwrite: false));
        RecordingManifest.RequireWritable(_folder["run.json"], overwrite: true);
        Assert.Equal("{}", File.ReadAllText(_folder["run.json"]));
    }

    [Theory]
    [InlineData("null", "is no manifest: it is empty.")]
    [InlineData("{", "is no manifest:")]
    public void Read_OfAnythingElse_SaysSo(string content, string expected)
    {
        File.WriteAllText(_folder["run.json"], content);

        var error = Assert.Throws<GiftGrabException>(() => RecordingManifest.Read(_folder["run.json"]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    protected override void Release() => _folder.Dispose();

    private async Task<VideoTarget> RecordAsync(VideoSource source, string name, VideoTargetOptions options)
    {
        VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder[name], source.FrameRate, options);
        source.Attach(target);
        source.Start();
        await target.Completion;
        return target;
    }
}
