namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class SimulatedCardTests : LeakChecked
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<long> _numbers = [];
    private readonly List<LiveState> _states = [];

    [Fact]
    public void Frames_OfARunningCard_TellTheirNumbersAndKeepTheirTimes()
    {
        (LiveSource source, FrameCollector seen) = Run("sim:96x64@25,unplug=2", live: new LiveOptions { ReconnectLimit = TimeSpan.Zero });

        Assert.IsType<DeviceOfflineException>(seen.Error);
        Assert.Equal(Enumerable.Range(0, 50).Select(number => (long)number), _numbers);
        Assert.Equal(_numbers.Select(number => number * 40_000_000), seen.Frames.Select(frame => frame.Timestamp));
        Assert.All(seen.Frames, frame => Assert.Equal(40_000_000, frame.Duration));
        Assert.True(source.IsLive);
    }

    [Fact]
    public void UnplugAndReplug_FromTheAddress_LeaveOneGapWithTheCardsOwnLength()
    {
        (LiveSource source, _) = Run("sim:96x64@25,unplug=2,replug=4,lose=6");

        SourceGap gap = Assert.Single(source.Gaps);
        Assert.Equal(2_000_000_000, gap.From);
        Assert.InRange(gap.To, 4_000_000_000, 8_000_000_000);
        Assert.Equal(50, gap.FirstFrame);
        Assert.Equal("The card sim:96x64@25 is not plugged in.", gap.Reason);
        Assert.InRange(_numbers[50], 100, 149);
        Assert.Equal(149, _numbers[^1]);
        Assert.Equal(
            [LiveState.Running, LiveState.Lost, LiveState.Reconnecting, LiveState.Running, LiveState.Lost, LiveState.Stopped],
            _states);
    }

    [Fact]
    public void SignalLoss_ThatEnds_IsFoundWithinOneFrame()
    {
        (LiveSource source, _) = Run("sim:96x64@25,lose=2,restore=7,unplug=8");

        SourceGap gap = Assert.Single(source.Gaps);
        Assert.Equal("sim:96x64@25 has no signal.", gap.Reason);
        Assert.Equal(175, _numbers[50]);

        // The card answers all the while: nothing is gained by connecting again.
        Assert.Equal([LiveState.Running, LiveState.Lost, LiveState.Running, LiveState.Lost], _states.Take(4));
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("2")]
    [InlineData("2.8")]
    public void SignalLoss_HoweverShort_IsALossAtOnceAndIsFilled(string restore)
    {
        (LiveSource source, FrameCollector seen) = Run($"sim:96x64@25,lose=1,restore={restore},unplug=4", live: Short with { WhileLost = LossPicture.Black });

        SourceGap gap = source.Gaps[0];
        long end = (long)(double.Parse(restore, System.Globalization.CultureInfo.InvariantCulture) * 1e9);
        Assert.Equal((1_000_000_000, end), (gap.From, gap.To));
        Assert.InRange(gap.Substitutes, (end - 1_000_000_000) / 40_000_000 - 1, (end - 1_000_000_000) / 40_000_000);
        Assert.All(seen.Frames.Zip(seen.Frames.Skip(1)), pair => Assert.InRange(pair.Second.Timestamp - pair.First.Timestamp, 1_000_000, 80_000_000));
    }

    [Fact]
    public void SignalLoss_ThatLasts_FailsAtTheLimit()
    {
        (_, FrameCollector seen) = Run("sim:96x64@25,lose=1", live: new LiveOptions { ReconnectLimit = TimeSpan.FromSeconds(5) });

        Assert.Equal(
            "sim:96x64@25 was lost and did not come back within 5 s: it has no signal.", Assert.IsType<DeviceOfflineException>(seen.Error).Message);
    }

    [Fact]
    public void Start_WithoutASignal_SaysSo()
    {
        (_, FrameCollector seen) = Run("sim:96x64@25,lose=0", live: new LiveOptions { ConnectTimeout = TimeSpan.FromSeconds(2) });

        Assert.Equal("sim:96x64@25 has no signal.", Assert.IsType<DeviceOfflineException>(seen.Error).Message);
    }

    [Theory]
    [InlineData("0.4", 0)]
    [InlineData("0.6", 1)]
    [InlineData("1.5", 1)]
    public void Pause_ShorterThanTheStallTimeout_IsNoLossAndIsAGapFromHalfASecondOn(string seconds, int gaps)
    {
        (LiveSource source, FrameCollector seen) = Run($"sim:96x64@25,pause=1:{seconds},unplug=4");

        Assert.Equal([LiveState.Running, LiveState.Lost], _states.Take(2));
        Assert.Equal(gaps, source.Gaps.Count);
        long end = seen.Frames[25].Timestamp;
        Assert.All(source.Gaps, gap => Assert.Equal(new SourceGap(1_000_000_000, end, 25, 0, "sim:96x64@25 gave no picture."), gap));
    }

    [Fact]
    public void Pause_OfASlowCard_IsAGapFromFiveFramesOn()
    {
        (LiveSource source, _) = Run("sim:96x64@5,pause=1:0.9,pause=3:1.3,unplug=8", live: new LiveOptions { ReconnectLimit = TimeSpan.Zero });

        Assert.Equal(3_000_000_000, Assert.Single(source.Gaps).From);
    }

    [Fact]
    public void FormatChange_InTheMiddle_ChangesFramesAndSource()
    {
        (LiveSource source, FrameCollector seen) = Run("sim:96x64@25,size=1:128x96,unplug=2");

        Assert.Equal((25, 25), (seen.Frames.Count(frame => frame is { Width: 96, Height: 64 }), seen.Frames.Count(frame => frame is { Width: 128, Height: 96 })));
        Assert.Equal((128, 96), (source.Width, source.Height));
    }

    [Fact]
    public void LateReader_LosesWhatTheCardDoesNotKeep()
    {
        var card = new SimulatedCard(new SimulatedCardOptions { Width = 96, Height = 64, FrameRate = new FrameRate(25), TimeProvider = _clock });
        using ILiveConnection connection = new SimulatedConnector(card).Connect(TimeSpan.FromSeconds(1), default);
        var numbers = new List<long>();
        for (int read = 0; read < 8; read++)
        {
            connection.TryRead(TimeSpan.Zero, default, out VideoFrame? frame, out _);
            using VideoFrame? held = frame;
            PatternReader.TryRead(held!, out long number, out _);
            numbers.Add(number);
            _clock.Advance(TimeSpan.FromMilliseconds(read == 0 ? 1600 : 0));
        }

        Assert.Equal([0, 8, 9, 10, 11, 12, 13, 14], numbers);
        Assert.Equal(7, connection.MissedFrames);
    }

    [Theory]
    [InlineData(1.6, 7, false)]
    [InlineData(3, 42, true)]
    public void SlowObserver_OfACard_MissesFramesWhichAreCounted(double seconds, long missed, bool isGap)
    {
        using var source = (LiveSource)VideoSourceFactory.Create(
            "sim:96x64@25,unplug=5", new SourceOptions { TimeProvider = _clock, Live = new LiveOptions { ReconnectLimit = TimeSpan.Zero } });
        var told = new List<long>();
        var seen = new FrameCollector(onNext: frame =>
        {
            told.Add(frame.MissedFrames);
            _clock.Advance(TimeSpan.FromSeconds(frame.Number == 0 ? seconds : 0));
        });
        source.Attach(seen, DeliveryOptions.Inline);
        _clock.RunToEnd(source, TimeSpan.FromMilliseconds(40));

        Assert.Equal(missed, source.MissedFrames);
        Assert.Equal([0, missed, missed], told.Take(3));
        Assert.Equal(125, seen.Frames.Count + missed);
        Assert.Equal(
            isGap ? [new SourceGap(40_000_000, (missed + 1) * 40_000_000, 1, 0, $"sim:96x64@25 was not read in time: {missed} frames are missing.")] : [],
            source.Gaps.Take(isGap ? 1 : 0));
    }

    [Fact]
    public void Stereo_BothEyes_ShowTheSameFrame()
    {
        var card = new SimulatedCard(new SimulatedCardOptions { Width = 96, Height = 64, IsStereo = true, TimeProvider = _clock });
        using LiveSource source = VideoSourceFactory.Open(card);
        using ILiveConnection connection = new SimulatedConnector(card).Connect(TimeSpan.FromSeconds(1), default);
        connection.TryRead(TimeSpan.Zero, default, out VideoFrame? frame, out _);
        using VideoFrame both = frame!;

        Assert.Equal((96, 128, 2), (both.Width, both.Height, both.StereoCount));
        for (int plane = 0; plane < 3; plane++)
        {
            ReadOnlySpan<byte> pixels = both.GetPlane(plane);
            int half = both.GetStride(plane) * (plane == 0 ? 64 : 32);
            Assert.True(pixels.Slice(0, half - 64).SequenceEqual(pixels.Slice(half, half - 64)));
        }
    }

    [Fact]
    public void Open_OfAnUnpluggedCard_SaysSo()
    {
        var card = new SimulatedCard();
        card.Unplug();

        DeviceOfflineException error = Assert.Throws<DeviceOfflineException>(() => VideoSourceFactory.Open(card));

        Assert.Equal("The card sim is not plugged in.", error.Message);
    }

    [Fact]
    public void Sound_OfACard_BeepsWithTheFlash()
    {
        using VideoSource source = VideoSourceFactory.Create("sim:96x64@25,sound,unplug=3", new SourceOptions { TimeProvider = _clock, Live = Short });
        var sound = new BlockLog();
        source.Audio!.Attach(sound, DeliveryOptions.Inline);
        _clock.RunToEnd(source, TimeSpan.FromMilliseconds(40));

        Assert.Equal(75, sound.Times.Count);
        Assert.Equal(Enumerable.Range(0, 75).Select(block => block * 40_000_000L), sound.Times);
        Assert.True(sound.IsCompleted);
    }

    [Theory]
    [InlineData("sim:96y64", "\"96y64\" is no size")]
    [InlineData("sim:96x64,explode=3", "\"explode=3\" is not known")]
    [InlineData("sim:96x64,colour=foo", "\"colour=foo\" is not known")]
    [InlineData("sim:96x64,sound=loud", "\"sound\" takes no value such as \"loud\"")]
    [InlineData("sim:96x64,size=20x20", "\"size=20x20\" is not known")]
    [InlineData("sim:dvi@fast", "The frame rate \"fast\" is not usable; allowed")]
    [InlineData("sim:96x64,unplug=soon", "\"soon\" is no number of seconds")]
    [InlineData("sim:96x64,size=2:20x20", "A simulated card of 20x20 is not possible; allowed are 96x64 to 16384x16384")]
    public void Address_NotUnderstood_NamesThePart(string address, string reason)
    {
        SourceAddressException error = Assert.Throws<SourceAddressException>(() => VideoSourceFactory.Create(address));

        Assert.StartsWith($"The simulated card \"{address}\" is not understood: {reason}", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split("; allowed").Length);
    }

    [Fact]
    public void Address_OfADeviceWithARate_HasThatRate()
    {
        using VideoSource source = VideoSourceFactory.Create("sim:dvi@25");

        Assert.Equal((1920, 1080, new FrameRate(25)), (source.Width, source.Height, source.FrameRate));
    }

    [Fact]
    public void LiveOptions_OfAFile_AreRefused()
    {
        SourceAddressException error = Assert.Throws<SourceAddressException>(
            () => VideoSourceFactory.Create("test:96x64", new SourceOptions { Live = new LiveOptions() }));

        Assert.Equal("What a live source does when it falters cannot be asked of test:96x64: it is no live source.", error.Message);
    }

    private static LiveOptions Short => new() { IdleLimit = TimeSpan.FromSeconds(10) };

    private (LiveSource Source, FrameCollector Seen) Run(string address, LiveOptions? live = null)
    {
        using var source = (LiveSource)VideoSourceFactory.Create(address, new SourceOptions { TimeProvider = _clock, Live = live ?? Short });
        source.StateChanged += (_, change) => _states.Add(change.State);
        var seen = new FrameCollector(onNext: frame =>
        {
            if (!frame.IsSubstitute)
            {
                Assert.True(PatternReader.TryRead(frame, out long number, out _));
                _numbers.Add(number);
            }
        });
        source.Attach(seen, DeliveryOptions.Inline);
        _clock.RunToEnd(source, TimeSpan.FromMilliseconds(40));
        return (source, seen);
    }

    private sealed class BlockLog : IObserver<AudioFrame>
    {
        public List<long> Times { get; } = [];

        public bool IsCompleted { get; private set; }

        public void OnNext(AudioFrame value) => Times.Add(value.Timestamp);

        public void OnCompleted() => IsCompleted = true;

        public void OnError(Exception error)
        {
        }
    }
}
