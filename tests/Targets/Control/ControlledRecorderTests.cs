namespace GiftGrab.Tests.Control;

[Collection("frames")]
public sealed partial class ControlledRecorderTests : LeakChecked
{
    private static readonly FrameRate Rate = new(30);
    private readonly TemporaryFolder _folder = new();
    private readonly ManualPictures _source = new();

    [Fact]
    public async Task StartStop_Twice_MakesTwoFilesWithoutACommonFrame()
    {
        using ControlledRecorder recorder = Attach();
        _source.Emit(5);
        ControlResult start = recorder.Start();
        _source.Emit(90);
        ControlResult stop = recorder.Stop();
        _source.Emit(7);
        ControlResult again = recorder.Start();
        _source.Emit(80);
        recorder.Stop();
        _source.Emit(3);
        _source.End();
        await recorder.Completion;

        Assert.Equal((5L, true, RecorderState.Recording), (start.Frame, start.Changed, start.State));
        Assert.Equal((95L, true, RecorderState.Stopped), (stop.Frame, stop.Changed, stop.State));
        Assert.Equal((95L, 5L), (stop.Statistics.Received, stop.Statistics.Skipped));
        Assert.Equal([_folder["film_sec1.mkv"]], stop.Section!.Files);
        Assert.Equal([_folder["film_sec2.mkv"]], again.Section!.Files);
        Assert.Equal(Hashes(5, 90), Ffmpeg.FrameHashes(_folder["film_sec1.mkv"]));
        Assert.Equal(Hashes(102, 80), Ffmpeg.FrameHashes(_folder["film_sec2.mkv"]));
        Assert.Equal((5L, 94L), (stop.Section.FirstFrame, stop.Section.LastFrame));
        Assert.Equal(new RecorderStatistics(185, 170, 15, 0, 0), recorder.Statistics);
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public async Task Statistics_OfACardThatMissedFrames_CountThoseOfTheSectionsBesideAllOthers()
    {
        using ControlledRecorder recorder = Attach();
        _source.Missed = 3;
        _source.Emit(2);
        recorder.Start();
        _source.Emit(2);
        _source.Missed = 10;
        _source.Emit(2);
        recorder.Stop();
        _source.Missed = 50;
        _source.Emit(2);
        recorder.Start();
        _source.Emit(2);
        _source.Missed = 52;
        _source.Emit(2);
        _source.End();
        await recorder.Completion;

        Assert.Equal(new RecorderStatistics(12, 8, 4, 0, 0) { Missed = 9 }, recorder.Statistics);
    }

    [Theory]
    [InlineData(PauseGap.Keep, 3.0)]
    [InlineData(PauseGap.Close, 0.0)]
    public async Task Pause_ThenStart_GoesOnInTheSameFile(PauseGap gap, double seconds)
    {
        using ControlledRecorder recorder = Attach(new ControlledRecorderOptions { PauseGap = gap });
        recorder.Start();
        _source.Emit(60);
        ControlResult pause = recorder.Pause();
        _source.Emit(90);
        recorder.Start();
        _source.Emit(60);
        _source.End();
        await recorder.Completion;

        Assert.Equal((60L, RecorderState.Paused), (pause.Frame, pause.State));
        string file = Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Equal([.. Hashes(0, 60), .. Hashes(150, 60)], Ffmpeg.FrameHashes(file));
        double[] times = Ffmpeg.FrameTimes(file);
        Assert.Equal(seconds + (1 / 30.0), times[60] - times[59], 0.002);
        Assert.Equal(seconds + (119 / 30.0), times[^1] - times[0], 0.002);
        Assert.Equal(new RecorderStatistics(210, 120, 90, 0, 0), recorder.Statistics);
    }

    [Fact]
    public async Task Step_WhilePaused_RecordsExactlySoManyFramesAndStaysPaused()
    {
        using ControlledRecorder recorder = Attach();
        recorder.Start();
        _source.Emit(10);
        recorder.Pause();
        _source.Emit(10);
        ControlResult[] steps = [.. Enumerable.Range(0, 5).Select(_ => recorder.Step())];
        _source.Emit(10);
        RecorderState after = recorder.State;
        recorder.Stop();
        _source.End();
        await recorder.Completion;

        Assert.All(steps, step => Assert.Equal((true, 20L, RecorderState.Paused), (step.Changed, step.Frame, step.State)));
        Assert.Equal(RecorderState.Paused, after);
        Assert.Equal([.. Hashes(0, 10), .. Hashes(20, 5)], Ffmpeg.FrameHashes(_folder["film_sec1.mkv"]));
    }

    [Fact]
    public async Task Step_WhileStopped_MakesAFileOfItsOwn()
    {
        using ControlledRecorder recorder = Attach();
        _source.Emit(4);
        recorder.Step();
        _source.Emit(4);
        RecorderState between = recorder.State;
        recorder.Step(3);
        _source.Emit(4);
        _source.End();
        await recorder.Completion;

        Assert.Equal(RecorderState.Stopped, between);
        Assert.Equal(Hashes(4, 1), Ffmpeg.FrameHashes(_folder["film_sec1.mkv"]));
        Assert.Equal(Hashes(8, 3), Ffmpeg.FrameHashes(_folder["film_sec2.mkv"]));
        Assert.Equal(new RecorderStatistics(12, 4, 8, 0, 0), recorder.Statistics);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    public void Step_ImpossibleCount_IsRefused(int count)
    {
        using ControlledRecorder recorder = Attach();

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => recorder.Step(count));

        Assert.Contains($"{count} frames cannot be stepped; allowed are 1 to 1000000", error.Message, StringComparison.Ordinal);
        Assert.Equal(RecorderState.Stopped, recorder.State);
    }

    [Fact]
    public async Task Stop_WhilePaused_EndsTheFile()
    {
        using ControlledRecorder recorder = Attach();
        recorder.Start();
        _source.Emit(10);
        recorder.Pause();
        _source.Emit(10);
        ControlResult stop = recorder.Stop();
        recorder.Start();
        _source.Emit(10);
        _source.End();
        await recorder.Completion;

        Assert.True(stop.Changed);
        Assert.Equal(Hashes(0, 10), Ffmpeg.FrameHashes(_folder["film_sec1.mkv"]));
        Assert.Equal(Hashes(20, 10), Ffmpeg.FrameHashes(_folder["film_sec2.mkv"]));
    }

    [Fact]
    public void Commands_WithNothingToDo_SaySoAndChangeNothing()
    {
        using ControlledRecorder recorder = Attach();
        ControlResult stop = recorder.Stop();
        ControlResult pause = recorder.Pause();
        recorder.Start();
        ControlResult start = recorder.Start();
        ControlResult step = recorder.Step();
        recorder.Pause();
        ControlResult again = recorder.Pause();

        Assert.All([stop, pause, start, step, again], result => Assert.False(result.Changed));
        Assert.Equal("it is stopped already", stop.Message);
        Assert.Equal("nothing is recorded that could pause", pause.Message);
        Assert.Equal("it is recording already: every frame goes into the file", start.Message);
        Assert.Equal("it is paused already", again.Message);
    }

    [Fact]
    public async Task Commands_FromInsideAnObserver_TakeEffectAtTheNextFrame()
    {
        using ControlledRecorder recorder = Attach();
        var frames = new List<long>();
        _source.Attach(new Observer(frame =>
        {
            if (frame.Number is 10 or 30)
            {
                frames.Add(recorder.Start().Frame);
            }
            else if (frame.Number == 20)
            {
                frames.Add(recorder.Pause().Frame);
            }
        }));
        _source.Emit(40);
        _source.End();
        await recorder.Completion;

        Assert.Equal([11, 21, 31], frames);
        Assert.Equal([.. Hashes(11, 10), .. Hashes(31, 9)], Ffmpeg.FrameHashes(_folder["film_sec1.mkv"]));
    }

    protected override void Release() => _folder.Dispose();

    private static string[] Hashes(int first, int count) => [.. Enumerable.Range(first, count).Select(ManualPictures.HashOf)];

    private ControlledRecorder Attach(ControlledRecorderOptions? control = null, VideoTargetOptions? options = null)
    {
        ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(Codec.Ffv1, _folder["film.mkv"], Rate, options, control);
        _source.Attach(recorder);
        return recorder;
    }

    private VideoTarget Write(RecordingSection section, string name, VideoTargetOptions? options = null)
    {
        VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder[name], Rate, options);
        section.Pictures.Attach(target);
        return target;
    }

    private sealed class Observer(Action<VideoFrame> onNext) : IObserver<VideoFrame>
    {
        public void OnNext(VideoFrame value) => onNext(value);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
