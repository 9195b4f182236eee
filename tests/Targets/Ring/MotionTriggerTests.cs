namespace GiftGrab.Tests.Ring;

[Collection("frames")]
public sealed class MotionTriggerTests : LeakChecked
{
    private static readonly FrameRate Thirty = new(30);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Motion_InTheMiddle_IsSavedWithWhatIsAroundIt()
    {
        using VideoTarget target = VideoTargetFactory.CreateRing(Codec.H264, Thirty, new RingOptions { Duration = TimeSpan.FromSeconds(5) });
        var names = new FileNameSequence(FileNameTemplate.Parse(_folder["moved.mkv"]), string.Empty);
        using var motion = new MotionTrigger(
            target.Ring!, names.NextSlice, new MotionOptions { Before = TimeSpan.FromSeconds(1), After = TimeSpan.FromSeconds(1) });
        using var source = new StillThenMoving(target, motion);

        // Pictures 120 to 179 move.
        source.Run(360, number => number is >= 120 and < 180);
        await target.Completion;

        RingRecording saved = Assert.Single(motion.Recordings);
        await saved.Completion;
        double begin = saved.Begin!.Value * 30 / 1e9;
        Assert.InRange(begin, 60, 91);
        double end = begin + Ffmpeg.CountFrames(saved.Path);
        Assert.InRange(end, 205, 215);
    }

    [Fact]
    public async Task Motion_None_SavesNothing()
    {
        using VideoTarget target = VideoTargetFactory.CreateRing(Codec.Ffv1, Thirty, new RingOptions { Duration = TimeSpan.FromSeconds(5) });
        using var motion = new MotionTrigger(target.Ring!, () => throw new InvalidOperationException());
        using var source = new StillThenMoving(target, motion);

        source.Run(60, _ => false);
        await target.Completion;

        Assert.Empty(motion.Recordings);
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(101.0)]
    public void Threshold_OutOfRange_IsRefused(double threshold)
    {
        using var ring = new PacketRing(new RingOptions { Frames = 10 });

        var refusal = Assert.Throws<VideoTargetException>(() => new MotionTrigger(ring, () => "x", new MotionOptions { Threshold = threshold }));

        Assert.Equal($"A motion threshold of {threshold} is not possible; allowed are 0 to 100 percent of the picture.", refusal.Message);
    }

    protected override void Release() => _folder.Dispose();

    private sealed class StillThenMoving(VideoTarget target, MotionTrigger motion) : IDisposable
    {
        public void Run(int count, Func<int, bool> moves)
        {
            int position = 0;
            for (int i = 0; i < count; i++)
            {
                position += moves(i) ? 7 : 0;
                using VideoFrame frame = EncoderRun.Picture(position, timestamp: Thirty.TimeOf(i));
                ((IObserver<VideoFrame>)target).OnNext(frame);
                motion.OnNext(frame);
            }

            motion.OnCompleted();
            ((IObserver<VideoFrame>)target).OnCompleted();
        }

        public void Dispose() => motion.Dispose();
    }
}
