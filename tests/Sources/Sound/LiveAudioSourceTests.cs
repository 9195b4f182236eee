namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class LiveAudioSourceTests : LeakChecked
{
    private static readonly AudioFormat Format = new(48_000, 1, "s16");
    private readonly FakeTimeProvider _clock = new();
    private readonly List<(double Start, double End)> _blocks = [];
    private readonly List<LiveState> _states = [];

    [Fact]
    public void Run_OfBlocksWithoutDeviceTimes_TakesThemFromTheirArrival()
    {
        using LiveAudioSource source = Run(new AudioSourceOptions(), Sound(4));

        Assert.Equal([(0, 0.1), (0.1, 0.2), (0.2, 0.3), (0.3, 0.4)], _blocks);
        Assert.Equal(0, source.Origin);
        Assert.Equal(new SoundLevel(SoundLevel.Silence, SoundLevel.Silence), source.Level);
    }

    [Fact]
    public void Run_OfBlocksWithDeviceTimes_PutsTheFirstAtItsTime()
    {
        using LiveAudioSource source = Run(new AudioSourceOptions(), new Step(StepKind.Sound, 0.5) { DeviceTime = 300_000_000 });

        Assert.Equal(300_000_000, source.Origin);
    }

    [Fact]
    public void Run_ThroughABreak_ConnectsAgainAndGoesOnAtTheTrueTime()
    {
        var connector = Connector([.. Sound(3), new Step(StepKind.Break), new Step(StepKind.RefuseToConnect), new Step(StepKind.RefuseToConnect), .. Sound(2)]);
        using LiveAudioSource source = Run(connector, new AudioSourceOptions());

        Assert.Equal(4, connector.Attempts.Count);
        Assert.Equal([LiveState.Running, LiveState.Lost, LiveState.Reconnecting, LiveState.Running], _states.Take(4));
        SourceGap gap = Assert.Single(source.Gaps);
        Assert.Equal((300_000_000, 3), (gap.From, gap.FirstFrame));
        Assert.Equal(connector.Attempts[3], _blocks[3].Start, 0.001);
        Assert.Equal("card was unplugged.", gap.Reason);
        Assert.Equal(0, connector.Open);
    }

    [Fact]
    public void Run_OfADeviceThatFallsSilent_WaitsForItWithoutConnectingAgain()
    {
        var connector = Connector([.. Sound(2), new Step(StepKind.Sound, 30), .. Sound(1)]);
        using LiveAudioSource source = Run(connector, new AudioSourceOptions());

        Assert.Single(connector.Attempts);
        Assert.Equal(4, _blocks.Count);
        Assert.Equal(30.1, _blocks[2].Start, 0.001);
    }

    [Fact]
    public void Run_WhereBlocksAreHeldUpAndCatchUp_StaysAtTheTrueTime()
    {
        Step[] held = [new(StepKind.Sound, 0.6), .. Enumerable.Repeat(new Step(StepKind.Sound), 5)];
        using LiveAudioSource source = Run(new AudioSourceOptions(), [.. Sound(5), .. held, .. Sound(5)]);

        Assert.Equal(16, _blocks.Count);
        Assert.Equal(1.6, _blocks[^1].End, 0.03);
    }

    [Theory]
    [InlineData(3.1)]
    [InlineData(600)]
    public void Run_WhereTheProcessWasStopped_WhatWaitedKeepsItsTime(double seconds)
    {
        Step[] waited = [.. Enumerable.Repeat(new Step(StepKind.Sound), (int)(seconds * 10))];
        using LiveAudioSource source = Run(
            new AudioSourceOptions(), [.. Sound(5), new Step(StepKind.Silence, seconds), .. waited, .. Sound(5)]);

        Assert.Equal(10 + waited.Length, _blocks.Count);
        Assert.All(_blocks.Zip(_blocks.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start, 0.001));
        Assert.Equal(1 + seconds, _blocks[^1].End, 0.03);
        Assert.Empty(source.Gaps);
    }

    [Fact]
    public void Run_WhereTheProcessWasStoppedAndPartOfTheSoundIsGone_TheRestIsAtItsTime()
    {
        Step[] waited = [.. Enumerable.Repeat(new Step(StepKind.Sound), 20)];
        using LiveAudioSource source = Run(
            new AudioSourceOptions(), [.. Sound(5), new Step(StepKind.Silence, 60), .. waited, .. Sound(5)]);

        Assert.Equal(30, _blocks.Count);
        Assert.Equal(58.5, _blocks[5].Start, 0.03);
        Assert.Equal(61, _blocks[^1].End, 0.03);
        SourceGap gap = Assert.Single(source.Gaps);
        Assert.Equal((0.5, 58.5), (gap.From / 1e9, Math.Round(gap.To / 1e9, 1)));
        Assert.Equal("card was not read in time.", gap.Reason);
    }

    [Fact]
    public void Run_BeyondTheReconnectLimit_FailsWithTheReason()
    {
        using LiveAudioSource source = Run(
            new AudioSourceOptions { Live = new LiveOptions { ReconnectLimit = TimeSpan.FromSeconds(3) } }, [.. Sound(2)]);

        var failure = Assert.IsType<DeviceOfflineException>(source.Completion.Exception!.InnerException);
        Assert.Equal("mic was lost and did not come back within 3 s: it gives no sound; it may be suspended.", failure.Message.Replace("card", "mic", StringComparison.Ordinal));
        Assert.Equal(LiveEnd.Failure, source.End);
    }

    [Fact]
    public void Run_WithAnIdleLimit_EndsInOrder()
    {
        using LiveAudioSource source = Run(new AudioSourceOptions { Live = new LiveOptions { IdleLimit = TimeSpan.FromSeconds(1) } }, Sound(2));

        Assert.True(source.Completion.IsCompletedSuccessfully);
        Assert.Equal((LiveEnd.Idle, LiveState.Stopped), (source.End, source.State));
    }

    [Fact]
    public void Create_OfADeviceWithoutSound_IsRefused()
    {
        var connector = new ScriptedConnector(_clock);

        var refusal = Assert.Throws<VideoSourceException>(() => new LiveAudioSource(connector, new AudioSourceOptions { TimeProvider = _clock }));

        Assert.Equal("card gives no sound.", refusal.Message);
    }

    [Fact]
    public void Run_OfADeviceWhoseSoundWasNotTakenInTime_TellsAtItsEndHowMuchItWas()
    {
        using var log = new CapturedLog();
        using LiveAudioSource source = Run(
            new ScriptedConnector(_clock, Sound(2)) { AudioFormat = Format, LostSound = TimeSpan.FromSeconds(1.5) }, new AudioSourceOptions());

        Assert.Equal(TimeSpan.FromSeconds(1.5), source.LostSound);
        Assert.Single(log.Messages, message => message == "card gave 1.5 s of sound that were not taken in time and are lost.");
    }

    [Fact]
    public void Losses_OfSeveralBlocks_AreAddedUpAndToldOnce()
    {
        using var log = new CapturedLog();
        using AudioFrame block = AudioFrame.Create(Format, 4_800);
        var losses = new SoundLosses("card");

        losses.Add(block);
        losses.Add(block);

        Assert.Equal(TimeSpan.FromMilliseconds(200), losses.Length);
        Assert.Single(log.Messages, message => message.StartsWith("card gives sound faster than it is taken", StringComparison.Ordinal));
    }

    private static Step[] Sound(int count) => [.. Enumerable.Repeat(new Step(StepKind.Sound, 0.1), count)];

    private ScriptedConnector Connector(params Step[] steps) => new(_clock, steps) { AudioFormat = Format };

    private LiveAudioSource Run(AudioSourceOptions options, params Step[] steps) => Run(Connector(steps), options);

    /// <summary>Runs until the source has ended, which it does for lack of steps.</summary>
    private LiveAudioSource Run(ScriptedConnector connector, AudioSourceOptions options)
    {
        options = options with
        {
            TimeProvider = _clock,
            Live = options.Live ?? new LiveOptions { IdleLimit = TimeSpan.FromMinutes(2) },
        };
        var source = new LiveAudioSource(connector, options);
        source.StateChanged += (_, change) => _states.Add(change.State);
        source.Attach(new Collector(_blocks));
        using var ended = new CancellationTokenSource();
        Task end = source.Completion.ContinueWith(_ => ended.Cancel(), TaskScheduler.Default);
        source.Start();
        while (_clock.WaitForTimer(ended.Token))
        {
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        end.Wait();
        source.Stop();
        return source;
    }

    private sealed class Collector(List<(double, double)> blocks) : IObserver<AudioFrame>
    {
        public void OnNext(AudioFrame value) =>
            blocks.Add((Math.Round(value.Timestamp / 1e9, 4), Math.Round((value.Timestamp + value.Duration) / 1e9, 4)));

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
