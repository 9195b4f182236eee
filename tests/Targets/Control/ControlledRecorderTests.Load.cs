namespace GiftGrab.Tests.Control;

/// <content>Frames that wait, and what each costs.</content>
public sealed partial class ControlledRecorderTests
{
    [Fact]
    public async Task Commands_FiftyFramesBehindASlowEncoder_CountsAddUpAndAllAreInTheFile()
    {
        using var encoderMayGo = new ManualResetEventSlim();
        using ControlledRecorder recorder = AttachSlow(encoderMayGo, capacity: 64);
        _source.Emit(10);
        recorder.Start();
        _source.Emit(50);
        ControlResult pause = recorder.Pause();
        _source.Emit(20);
        ControlResult goOn = recorder.Start();
        _source.Emit(5);
        ControlResult stop = recorder.Stop();
        _source.Emit(5);

        Assert.Equal((60L, 80L, 85L), (pause.Frame, goOn.Frame, stop.Frame));
        Assert.All([pause, goOn, stop], result =>
        {
            RecorderStatistics counts = result.Statistics;
            Assert.Equal(result.Frame, counts.Received);
            Assert.Equal(counts.Received, counts.Encoded + counts.Skipped + counts.Dropped + counts.Waiting);
            Assert.True(counts.Waiting >= 49, $"{counts}");
        });
        encoderMayGo.Set();
        _source.End();
        await recorder.Completion;

        Assert.Equal([.. Hashes(10, 50), .. Hashes(80, 5)], Ffmpeg.FrameHashes(_folder["slow.mkv"]));
        Assert.Equal(new RecorderStatistics(90, 55, 35, 0, 0), recorder.Statistics);
    }

    [Fact]
    public async Task GiveUpWaiting_BehindAnEncoderThatIsStuck_FilesEndAndDropsAreCounted()
    {
        using var encoderMayGo = new ManualResetEventSlim();
        using ControlledRecorder recorder = AttachSlow(encoderMayGo, capacity: 64);
        recorder.Start();
        _source.Emit(50);
        Assert.True(SpinWait.SpinUntil(() => recorder.Statistics.Waiting < 50, TimeSpan.FromSeconds(30)));
        ControlResult stop = recorder.Stop();
        recorder.GiveUpWaiting();
        encoderMayGo.Set();
        await stop.Section!.Completion;

        RecorderStatistics counts = recorder.Statistics;
        Assert.Equal(50, counts.Received);
        Assert.Equal(50, counts.Encoded + counts.Dropped);
        Assert.InRange(counts.Dropped, 48, 49);
        Assert.Equal(counts.Encoded, Ffmpeg.CountFrames(_folder["slow.mkv"]));
    }

    [Fact]
    public async Task Take_SteadyState_AllocatesNothingManaged()
    {
        using ControlledRecorder recorder = Attach();
        recorder.Start();
        _source.Emit(100);
        IObserver<VideoFrame> observer = recorder;
        long allocated = 0;
        for (int i = 0; i < 200; i++)
        {
            using VideoFrame frame = EncoderRun.Picture(100 + i);
            long before = GC.GetAllocatedBytesForCurrentThread();
            observer.OnNext(frame);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        _source.End();
        await recorder.Completion;

        Assert.Equal(0, allocated);
    }

    private ControlledRecorder AttachSlow(ManualResetEventSlim encoderMayGo, int capacity)
    {
        var recorder = new ControlledRecorder(section =>
        {
            VideoTarget target = Write(section, "slow.mkv", new VideoTargetOptions { QueueCapacity = capacity });
            target.Encoder.FrameEncoding = _ => encoderMayGo.Wait();
            return [target];
        });
        _source.Attach(recorder);
        return recorder;
    }
}
