namespace GiftGrab.Tests.Control;

/// <content>How files are made, and that none is left.</content>
public sealed partial class ControlledRecorderTests
{
    [Fact]
    public async Task Stop_WithoutAFrame_LeavesNoFile()
    {
        using ControlledRecorder recorder = Attach(options: new VideoTargetOptions
        {
            Video = new VideoEncoderOptions(),
            File = new FileOutputOptions { TimestampFile = _folder["times.txt"] },
            Sidecar = true,
        });
        recorder.Start();
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        ControlResult stop = recorder.Stop();
        await stop.Section!.Completion;
        recorder.Start();
        recorder.Pause();
        _source.Emit(5);
        _source.End();
        await recorder.Completion;

        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.Equal(new RecorderStatistics(5, 0, 5, 0, 0), recorder.Statistics);
    }

    [Theory]
    [InlineData("no/film.mkv", "the folder ")]
    [InlineData("no/{date}/film.mkv", "the folder ")]
    [InlineData("/proc/film.mkv", "no file can be made in its folder")]
    public void Create_FolderThatTakesNoFiles_IsRefused(string name, string reason)
    {
        var error = Assert.Throws<VideoTargetException>(() => VideoTargetFactory.CreateControlledWriter(Codec.Ffv1, _folder[name], Rate));

        Assert.Contains($"{_folder[name]} cannot be written: {reason}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_FolderWithAField_IsLeftToTheFiles()
    {
        using ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(Codec.Ffv1, _folder["{date}/film.mkv"], Rate);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Start_AttachedToNothing_IsRefused()
    {
        using ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(Codec.Ffv1, _folder["film.mkv"], Rate);

        var error = Assert.Throws<VideoTargetException>(() => recorder.Start());

        Assert.Contains("attached to no source", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Attach_PicturesThatTheCodecDoesNotTake_IsRefused()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.Odd);
        using ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(
            Codec.H264, _folder["odd.mp4"], Rate, new VideoTargetOptions { Video = new VideoEncoderOptions { PixelFormat = PixelFormat.I420 } });

        Assert.Throws<VideoTargetException>(() => source.Attach(recorder));
    }

    [Fact]
    public async Task Start_WhileTheFileOfAnotherIsBeingMade_WaitsAndIsNoSecondFile()
    {
        using var makingMayEnd = new ManualResetEventSlim();
        using var making = new ManualResetEventSlim();
        int made = 0;
        using var recorder = new ControlledRecorder(section =>
        {
            made++;
            making.Set();
            makingMayEnd.Wait();
            return [Write(section, $"{section.Number}.mkv")];
        });
        _source.Attach(recorder);
        Task<ControlResult> first = Task.Run(recorder.Start);
        making.Wait();
        Task<ControlResult> second = Task.Run(recorder.Start);
        makingMayEnd.Set();
        ControlResult[] results = await Task.WhenAll(first, second);
        _source.Emit(3);
        _source.End();

        await recorder.Completion;
        Assert.Equal(1, made);
        Assert.Equal([true, false], results.Select(result => result.Changed));
    }

    [Fact]
    public async Task Stop_WhileTheFileIsBeingMade_ReturnsAtOnceAndLeavesNone()
    {
        using var makingMayEnd = new ManualResetEventSlim();
        using var making = new ManualResetEventSlim();
        using var recorder = new ControlledRecorder(section =>
        {
            making.Set();
            makingMayEnd.Wait();
            return [Write(section, $"{section.Number}.mkv")];
        });
        _source.Attach(recorder);
        Task<ControlResult> start = Task.Run(recorder.Start);
        making.Wait();
        ControlResult stop = recorder.Stop();
        makingMayEnd.Set();

        Assert.True(stop.Changed);
        Assert.Equal("a STOP came before the file was made", (await start).Message);
        _source.Emit(5);
        _source.End();
        await recorder.Completion;
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task End_WhileTheFileIsBeingMade_IsDoneWhenTheFileIsGone()
    {
        using var makingMayEnd = new ManualResetEventSlim();
        using var making = new ManualResetEventSlim();
        using var recorder = new ControlledRecorder(section =>
        {
            making.Set();
            makingMayEnd.Wait();
            return [Write(section, $"{section.Number}.mkv")];
        });
        _source.Attach(recorder);
        Task<ControlResult> start = Task.Run(recorder.Start);
        making.Wait();

        _source.End();
        bool wasDone = recorder.Completion.IsCompleted;
        makingMayEnd.Set();
        await Assert.ThrowsAsync<VideoTargetException>(() => start);
        await recorder.Completion;

        Assert.False(wasDone);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Section_SeveralTargets_EachGetsTheSameFrames()
    {
        using var recorder = new ControlledRecorder(section => [Write(section, $"a{section.Number}.mkv"), Write(section, $"b{section.Number}.mkv")]);
        _source.Attach(recorder);
        recorder.Start();
        _source.Emit(10);
        ControlResult stop = recorder.Stop();
        await stop.Section!.Completion;

        Assert.Equal([_folder["a1.mkv"], _folder["b1.mkv"]], stop.Section.Files);
        Assert.All(stop.Section.Files, file => Assert.Equal(Hashes(0, 10), Ffmpeg.FrameHashes(file)));
    }
}
