namespace GiftGrab.Tests.Control;

[Collection("frames")]
public sealed class LostSourceControlTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Commands_WhileTheSourceIsLost_TakeEffectAtTheFirstFrameAfterIt()
    {
        var card = new SimulatedCard(new SimulatedCardOptions { Width = 96, Height = 64, FrameRate = new FrameRate(50), TimeProvider = _clock });
        using LiveSource source = VideoSourceFactory.Open(card, new SourceOptions { TimeProvider = _clock });
        using ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(
            Codec.Raw, _folder["film.mkv"], source.FrameRate, new VideoTargetOptions { QueueCapacity = 1_000 });
        var lost = new TaskCompletionSource();
        source.StateChanged += (_, change) => _ = change.State is LiveState.Lost or LiveState.Reconnecting && lost.TrySetResult();
        source.Attach(recorder);
        recorder.Start();
        source.Start();
        RunUntil(() => recorder.Statistics.Received >= 10);
        card.Unplug();
        RunUntil(() => lost.Task.IsCompleted);
        ControlResult stop = recorder.Stop();
        ControlResult step = recorder.Step(7);
        ControlResult status = recorder.Step(1);
        card.Replug();
        RunUntil(() => recorder.StepsLeft == 0);
        RunUntil(() => recorder.Statistics.Received >= stop.Frame + 20);
        source.Stop();
        await recorder.Completion;

        Assert.Equal(stop.Frame, step.Frame);
        Assert.True(stop.Changed && step.Changed && status.Changed);
        Assert.Equal(stop.Frame, Ffmpeg.CountFrames(_folder["film_sec1.mkv"]));
        Assert.Equal(8, Ffmpeg.CountFrames(_folder["film_sec2.mkv"]));
        RecorderStatistics counts = recorder.Statistics;
        Assert.Equal(counts.Received, counts.Encoded + counts.Skipped + counts.Dropped);
    }

    protected override void Release() => _folder.Dispose();

    private void RunUntil(Func<bool> isTrue)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!isTrue())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(60), "it did not come to that");
            _clock.Advance(TimeSpan.FromMilliseconds(5));
            Thread.Yield();
        }
    }
}
