namespace GiftGrab.Tests.Control;

/// <content>Disks, limits and sources that end a recording.</content>
public sealed partial class ControlledRecorderTests
{
    [Fact]
    public async Task Start_NoRoomOnTheDisk_IsRefusedAndTheNextOneWorks()
    {
        long free = 0;
        using ControlledRecorder recorder = Attach(options: new VideoTargetOptions
        {
            File = new FileOutputOptions { FreeSpaceOf = _ => () => free },
        });
        _source.Emit(3);

        var error = Assert.Throws<VideoTargetException>(() => recorder.Start());
        Assert.Throws<VideoTargetException>(() => recorder.Step());

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Equal(RecorderState.Stopped, recorder.State);
        Assert.Empty(Directory.GetFiles(_folder.Path));
        free = 1_000_000_000;
        _source.Emit(3);
        recorder.Start();
        _source.Emit(3);
        _source.End();
        await recorder.Completion;
        Assert.Equal(Hashes(6, 3), Ffmpeg.FrameHashes(Assert.Single(Directory.GetFiles(_folder.Path))));
        Assert.Equal(new RecorderStatistics(9, 3, 6, 0, 0), recorder.Statistics);
    }

    [Fact]
    public async Task File_FailsWhileRecording_RecorderStopsAndCountsTheLoss()
    {
        using var disk = new MemoryStream();
        using var full = new FailingStream(disk, failingWrite: 20);
        using var recorder = new ControlledRecorder(section =>
        {
            VideoTarget target = VideoTargetFactory.CreateStreamWriter(Codec.Raw, full, Container.Mkv, Rate);
            section.Pictures.Attach(target);
            return [target];
        });
        _source.Attach(recorder);
        var finished = new TaskCompletionSource<RecordingSection>();
        recorder.SectionFinished += (_, section) => finished.TrySetResult(section);
        recorder.Start();
        while (!finished.Task.IsCompleted)
        {
            _source.Emit();
            await Task.Yield();
        }

        RecordingSection failed = await finished.Task;
        Assert.True(SpinWait.SpinUntil(() => recorder.Statistics.Waiting == 0, TimeSpan.FromSeconds(30)));

        Assert.True(failed.Completion.IsFaulted);
        Assert.Equal(RecorderState.Stopped, recorder.State);
        RecorderStatistics counts = recorder.Statistics;
        Assert.Equal(counts.Received, counts.Encoded + counts.Skipped + counts.Dropped);
        Assert.Equal(_source.Next, counts.Received);
        _source.End();
        await Assert.ThrowsAsync<VideoTargetException>(() => recorder.Completion);
    }

    [Fact]
    public async Task Limit_OfAFile_StopsTheRecorderAndTheNextStartMakesAnother()
    {
        using ControlledRecorder recorder = Attach(options: new VideoTargetOptions { MaxFrames = 20 });
        ControlResult start = recorder.Start();
        _source.Emit(30);
        await start.Section!.Completion;
        SpinWait.SpinUntil(() => recorder.State == RecorderState.Stopped, TimeSpan.FromSeconds(30));
        recorder.Start();
        _source.Emit(10);
        _source.End();
        await recorder.Completion;

        Assert.Equal(Hashes(0, 20), Ffmpeg.FrameHashes(_folder["film_sec1.mkv"]));
        Assert.Equal(Hashes(30, 10), Ffmpeg.FrameHashes(_folder["film_sec2.mkv"]));
        Assert.Equal(new RecorderStatistics(40, 30, 10, 0, 0), recorder.Statistics);
    }

    [Fact]
    public async Task Source_Fails_FileIsFinishedAndTheFailureTold()
    {
        using ControlledRecorder recorder = Attach();
        recorder.Start();
        _source.Emit(12);
        _source.Break(new VideoSourceException("the cable is out"));

        var error = await Assert.ThrowsAsync<VideoTargetException>(() => recorder.Completion);

        Assert.Contains("the cable is out", error.Message, StringComparison.Ordinal);
        Assert.Equal(Hashes(0, 12), Ffmpeg.FrameHashes(_folder["film_sec1.mkv"]));
        Assert.Throws<VideoTargetException>(() => recorder.Start());
        Assert.False(recorder.Stop().Changed);
    }

    [Fact]
    public void Detach_WhileRecording_FileIsFinishedWhenItReturns()
    {
        using ControlledRecorder recorder = Attach();
        recorder.Start();
        _source.Emit(12);

        _source.Detach(recorder);

        Assert.True(recorder.Completion.IsCompletedSuccessfully);
        Assert.Equal(12, Ffmpeg.CountFrames(_folder["film_sec1.mkv"]));
    }
}
