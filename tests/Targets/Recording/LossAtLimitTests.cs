using System.Globalization;

namespace GiftGrab.Tests;

/// <summary>What becomes of a recording whose time is over while its source is lost.</summary>
[Collection("frames")]
public sealed class LossAtLimitTests : LeakChecked
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly LossyPictures _source = new();

    [Theory]
    [InlineData("film.mkv", Codec.H264, 30)]
    [InlineData("film.mp4", Codec.H264, 30)]
    [InlineData("film.mkv", Codec.Ffv1, 30)]
    [InlineData("film.avi", Codec.Xvid, 90)]
    public async Task NoPictureComes_TheClockEndsItAndTheLastPictureLasts(string name, Codec codec, int frames)
    {
        using VideoTarget target = Attach(name, codec);
        int reached = 0;
        target.LimitReached += (_, _) => Interlocked.Increment(ref reached);
        _source.Emit(30);
        _source.Lose(1, 2.9);
        await Encoded(target, 30);
        _clock.Advance(Length);
        bool early = target.Completion.IsCompleted;
        _source.Lose(1, 3.001);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        await target.Completion;

        Assert.False(early);
        Assert.Equal(1, reached);
        AssertGap(Assert.Single(target.Gaps), 1, 3);
        AssertGap(Assert.Single(Sidecar.Read(_folder[name + ".json"]).Video!.Gaps), 1, 3);
        Assert.Equal(frames, Ffmpeg.CountFrames(_folder[name]));
        Assert.Equal(3, Duration(name), 0.002);
    }

    [Fact]
    public async Task LimitLongerThanATimerWaits_IsNoHindrance()
    {
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Ffv1, _folder["film.mkv"], new FrameRate(30), new VideoTargetOptions { MaxDuration = TimeSpan.FromDays(366) });
        _source.Attach(target);
        _source.Emit(3);
        _source.End();
        await target.Completion;

        Assert.Equal(3, Ffmpeg.CountFrames(_folder["film.mkv"]));
    }

    [Theory]
    [InlineData("film.mkv")]
    [InlineData("film.mp4")]
    public async Task FirstPictureComesBehindTheLimit_TheLossIsNotedUpToIt(string name)
    {
        using VideoTarget target = Attach(name, Codec.H264);
        _source.Emit(30);
        _source.Lose(1, 2);
        _source.Emit(1, from: 4);
        await target.Completion;

        AssertGap(Assert.Single(target.Gaps), 1, 3);
        Assert.Equal(30, Ffmpeg.CountFrames(_folder[name]));
        Assert.Equal(3, Duration(name), 0.002);
    }

    [Fact]
    public async Task SubstitutesComeUpToTheLimit_ThoseInTheFileAreCounted()
    {
        using VideoTarget target = Attach("film.mkv", Codec.H264);
        _source.Emit(30);
        _source.Lose(1, 4);
        _source.Emit(62, from: 1, areSubstitutes: true);
        await target.Completion;

        SidecarGap gap = Assert.Single(target.Gaps);
        AssertGap(gap, 1, 3);
        Assert.Equal(60, gap.Substitutes);
        Assert.Equal(90, Ffmpeg.CountFrames(_folder["film.mkv"]));
    }

    [Fact]
    public async Task LossOverBeforeTheLimit_StaysAsItIs()
    {
        using VideoTarget target = Attach("film.mkv", Codec.H264);
        _source.Emit(30);
        _source.Lose(1, 1.5);
        _source.Emit(31, from: 2);
        _clock.Advance(Length);
        await target.Completion;

        AssertGap(Assert.Single(target.Gaps), 1, 2);
        Assert.Equal(60, Ffmpeg.CountFrames(_folder["film.mkv"]));
        Assert.Equal(3, Duration("film.mkv"), 0.002);
    }

    [Fact]
    public async Task UnderControl_TheClockEndsTheSection()
    {
        using ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(Codec.H264, _folder["film.mkv"], new FrameRate(30), Options());
        _source.Attach(recorder);
        recorder.Start();
        _source.Emit(30);
        RecordingSection section = recorder.Section!;
        _source.Lose(1, 3.001);
        await Encoded(section.Targets[0], 30);
        _clock.Advance(Length);
        await section.Completion;

        AssertGap(Assert.Single(section.Targets[0].Gaps), 1, 3);
        Assert.Equal(3, Duration("film_sec1.mkv"), 0.002);
        _source.End();
        await recorder.Completion;
    }

    [Fact]
    public async Task LossInAPause_DoesNotEndTheSection()
    {
        using ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(
            Codec.H264, _folder["film.mkv"], new FrameRate(30), Options(), new ControlledRecorderOptions { PauseGap = PauseGap.Close });
        _source.Attach(recorder);
        recorder.Start();
        _source.Emit(30);
        RecordingSection section = recorder.Section!;
        await Encoded(section.Targets[0], 30);
        recorder.Pause();
        _source.Emit(10, from: 1);
        _source.Lose(1.5, 9);
        _clock.Advance(Length);
        bool ended = section.Completion.IsCompleted;
        recorder.Start();
        _source.Emit(30, from: 10);
        _source.End();
        await recorder.Completion;

        Assert.False(ended);
        Assert.Equal(60, Ffmpeg.CountFrames(_folder["film_sec1.mkv"]));
    }

    [Fact]
    public async Task MoreWaitsThanADetachMayTake_AllOfItIsEncodedBeforeTheEnd()
    {
        _source.DetachTimeout = TimeSpan.FromMilliseconds(1);
        using VideoTarget target = Attach("film.mkv", Codec.Ffv1);
        using var entered = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        target.Encoder.FrameEncoding = _ =>
        {
            entered.Set();
            gate.Wait();
        };
        _source.Emit(30);
        entered.Wait();
        _source.Lose(1, 3.001);
        _clock.Advance(Length);
        bool early = SpinWait.SpinUntil(() => target.Completion.IsCompleted, 200);
        gate.Set();
        await target.Completion;

        Assert.False(early);
        AssertGap(Assert.Single(target.Gaps), 1, 3);
        Assert.Equal((30L, 30L, 0L), (target.Statistics.Received, target.Statistics.Encoding.Frames, target.Statistics.Dropped));
        Assert.Equal(3, Duration("film.mkv"), 0.002);
    }

    [Fact]
    public async Task SourceIsEndedAtTheLimit_TheLossIsNotedUpToIt()
    {
        using VideoTarget target = Attach("film.mkv", Codec.H264);
        target.LimitReached += (_, _) =>
        {
            _source.Lose(1, 3.2);
            _source.End();
            SpinWait.SpinUntil(() => target.Completion.IsCompleted, TimeSpan.FromMinutes(1));
        };
        _source.Emit(30);
        await Encoded(target, 30);
        _source.Lose(1, 3.001);
        _clock.Advance(Length);
        await target.Completion;

        AssertGap(Assert.Single(target.Gaps), 1, 3);
        Assert.Equal(3, Duration("film.mkv"), 0.002);
    }

    [Fact]
    public async Task SubstitutesComeAfterTheClockEndedIt_TheyAreNotCounted()
    {
        using VideoTarget target = Attach("film.mkv", Codec.H264);
        target.LimitReached += (_, _) =>
        {
            _source.Emit(10, from: 3, areSubstitutes: true);
            SpinWait.SpinUntil(() => target.Statistics.Waiting == 0, TimeSpan.FromMinutes(1));
        };
        _source.Emit(30);
        await Encoded(target, 30);
        _source.Lose(1, 3.001);
        _clock.Advance(Length);
        await target.Completion;

        Assert.Equal((30L, 30L, 0L), (target.Statistics.Received, target.Statistics.Encoding.Frames, target.Statistics.Dropped));
        Assert.Equal(30, Ffmpeg.CountFrames(_folder["film.mkv"]));
    }

    protected override void Release() => _folder.Dispose();

    private static void AssertGap(SidecarGap gap, double start, double end) => Assert.Equal((start, end, 30L), (gap.Start, gap.End, gap.FirstFrame));

    private static Task Encoded(VideoTarget target, long frames) =>
        Task.Run(() => SpinWait.SpinUntil(() => target.Statistics.Encoding.Frames >= frames, TimeSpan.FromMinutes(1)));

    private VideoTargetOptions Options() => new()
    {
        MaxDuration = Length,
        Sidecar = true,
        QueueCapacity = 500,
        File = new FileOutputOptions { TimeProvider = _clock },
    };

    private VideoTarget Attach(string name, Codec codec)
    {
        VideoTarget target = VideoTargetFactory.CreateFileWriter(codec, _folder[name], new FrameRate(30), Options());
        _source.Attach(target);
        return target;
    }

    private double Duration(string name) => double.Parse(
        Ffmpeg.Probe("-show_entries", "format=duration", "-of", "csv=p=0", _folder[name]), CultureInfo.InvariantCulture);
}
