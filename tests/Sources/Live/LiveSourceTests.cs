namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class LiveSourceTests : LeakChecked
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<LiveStateChangedEventArgs> _states = [];

    [Fact]
    public void Break_WhileRunning_ConnectsAgainAndGoesOn()
    {
        var card = new ScriptedConnector(_clock, [
            .. Step.Frames(3), new(StepKind.Break), new(StepKind.RefuseToConnect), new(StepKind.RefuseToConnect), .. Step.Frames(2)]);

        (LiveSource source, FrameCollector seen) = Run(card, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(20) });

        Assert.Null(seen.Error);
        Assert.Equal([0, 1, 2, 3, 4], seen.Frames.Select(frame => frame.Number));
        Assert.Equal(
            [LiveState.Running, LiveState.Lost, LiveState.Reconnecting, LiveState.Running, LiveState.Lost, LiveState.Reconnecting, LiveState.Stopped],
            _states.Select(change => change.State));
        Assert.Equal("card was unplugged.", _states[1].Reason);
        Assert.Equal(1, source.Reconnects);
        Assert.Equal(LiveEnd.Idle, source.End);
        Assert.Equal(0, card.Open);
    }

    [Fact]
    public void Reconnect_RefusedOftenEnough_WaitsTwiceAsLongUpToTheLimit()
    {
        var card = new ScriptedConnector(_clock, [
            .. Step.Frames(1), new(StepKind.Break), .. Enumerable.Repeat(new Step(StepKind.RefuseToConnect), 7), .. Step.Frames(30),
            new(StepKind.Break), .. Step.Frames(1)]);

        Run(card, new LiveOptions
        {
            ReconnectDelay = TimeSpan.FromSeconds(0.25),
            LongestReconnectDelay = TimeSpan.FromSeconds(3),
            IdleLimit = TimeSpan.FromSeconds(60),
        });

        double[] waits = [.. card.Attempts.Zip(card.Attempts.Skip(1), (one, next) => Math.Round(next - one, 2)).Skip(1)];
        Assert.Equal([0.5, 1, 2, 3, 3, 3, 3], waits.Take(7));
        Assert.Equal(3.25, waits[7]);
    }

    [Fact]
    public void EndOfStream_ThatComesBackAtOnce_IsWaitedForLongerEachTime()
    {
        Step[] ends = [Step.Frame(0.001), new(StepKind.EndOfStream)];
        var card = new ScriptedConnector(_clock, [.. Enumerable.Repeat(ends, 6).SelectMany(one => one)]);

        (LiveSource source, _) = Run(card, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(60) });

        double[] waits = [.. card.Attempts.Skip(1).Zip(card.Attempts.Skip(2), (one, next) => Math.Round(next - one, 2))];
        Assert.Equal([0.25, 0.5, 1, 2, 4, 5], waits.Prepend(card.Attempts[1] - 0.001).Take(6));
        Assert.All(source.Gaps, gap => Assert.True(gap.From <= gap.To));
    }

    [Fact]
    public void Gap_OfAPeerThatSentAheadOfItsTime_DoesNotRunBackwards()
    {
        Step At(long device) => Step.Frame(0.001) with { DeviceTime = device };
        var card = new ScriptedConnector(_clock, [
            At(0), At(1_000_000_000), At(2_000_000_000), new(StepKind.EndOfStream), At(0), At(1_000_000_000)]);

        (LiveSource source, FrameCollector seen) = Run(card, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(9) });

        SourceGap gap = Assert.Single(source.Gaps);
        Assert.Equal((2_100_000_000, 2_100_000_000), (gap.From, gap.To));
        Assert.Equal([0, 1_000_000_000, 2_000_000_000, 2_100_000_000, 3_100_000_000], seen.Frames.Select(frame => frame.Timestamp));
    }

    [Fact]
    public void Observer_ThatTakesLongerThanTheStallTimeout_IsNoLoss()
    {
        var card = new ScriptedConnector(_clock, Step.Frames(3));

        (LiveSource source, FrameCollector seen) = Run(
            card, new LiveOptions { ConnectTimeout = TimeSpan.FromSeconds(1), IdleLimit = TimeSpan.FromSeconds(9) }, _ => _clock.Advance(TimeSpan.FromSeconds(3)));

        Assert.Equal(3, seen.Frames.Count);
        Assert.Empty(source.Gaps);
    }

    [Fact]
    public void Run_WhereTheProcessWasStopped_IsNoLossAndTheHoleIsAGap()
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(3), new(StepKind.Silence, 5), .. Step.Frames(2)]);

        (LiveSource source, _) = Run(card, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(9) });

        Assert.True(card.Attempts[1] > 7);
        SourceGap gap = Assert.Single(source.Gaps);
        Assert.Equal((300_000_000, 5_300_000_000, "card was not read in time."), (gap.From, gap.To, gap.Reason));
    }

    [Fact]
    public void Run_EndingInALoss_HasItAsThePresentOneAndNotAmongTheGaps()
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(3), new(StepKind.Break)]);

        (LiveSource source, _) = Run(card, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(9) });

        Assert.Empty(source.Gaps);
        Assert.Equal((300_000_000, "card was unplugged."), (source.PresentLoss!.From, source.PresentLoss.Reason));
    }

    [Fact]
    public void Gap_AfterALoss_IsOnTheFramesAfterItAndOnTheSource()
    {
        var gaps = new List<SourceGap?>();
        var card = new ScriptedConnector(_clock, [
            .. Step.Frames(3), new(StepKind.Break), new(StepKind.RefuseToConnect), .. Step.Frames(2)]);

        (LiveSource source, _) = Run(
            card, new LiveOptions { ReconnectDelay = TimeSpan.FromSeconds(1), IdleLimit = TimeSpan.FromSeconds(9) }, frame => gaps.Add(frame.LastGap));

        SourceGap gap = Assert.Single(source.Gaps);
        Assert.Equal(new SourceGap(300_000_000, 3_300_000_000, 3, 0, "card was unplugged."), gap);
        Assert.Equal([null, null, null, gap, gap], gaps);
    }

    [Fact]
    public void Silence_LongerThanTheStallTimeout_IsALoss()
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(2), new(StepKind.Silence, 2.1), .. Step.Frames(1)]);

        (LiveSource source, FrameCollector seen) = Run(card, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(9) });

        Assert.Equal(3, seen.Frames.Count);
        Assert.Equal("card gives no picture.", Assert.Single(source.Gaps).Reason);
    }

    [Fact]
    public void Silence_ShorterThanThreeFrames_IsNoLoss()
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(2), new(StepKind.Silence, 0.25), .. Step.Frames(1)]);

        (LiveSource source, _) = Run(card, new LiveOptions { StallTimeout = TimeSpan.FromMilliseconds(1), IdleLimit = TimeSpan.FromSeconds(9) });

        Assert.Empty(source.Gaps);
    }

    [Fact]
    public void SoundAlone_WithoutPictures_IsALossOfPictures()
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(1), .. Enumerable.Repeat(new Step(StepKind.Sound, 0.1), 25)])
        {
            AudioFormat = new AudioFormat(48000, 2, "s16"),
        };

        (LiveSource source, _) = Run(card, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(5) });

        Assert.Equal(LiveEnd.Idle, source.End);
        Assert.Contains(_states, change => change.State == LiveState.Lost);
    }

    [Fact]
    public void FirstFrame_NotWithinTheTimeout_IsOffline()
    {
        var card = new ScriptedConnector(_clock);

        (LiveSource source, FrameCollector seen) = Run(card, new LiveOptions { ConnectTimeout = TimeSpan.FromSeconds(4) });

        Assert.Equal("card gives no picture.", Assert.IsType<DeviceOfflineException>(seen.Error).Message);
        Assert.Equal(4, TimeSpan.FromTicks(_clock.GetTimestamp()).TotalSeconds);
        Assert.Equal(LiveEnd.Failure, source.End);
        Assert.Equal(LiveState.Stopped, source.State);
    }

    [Fact]
    public void Lost_LongerThanTheLimit_Fails()
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(1), new(StepKind.Break), .. Enumerable.Repeat(new Step(StepKind.RefuseToConnect), 99)]);

        (_, FrameCollector seen) = Run(card, new LiveOptions { ReconnectLimit = TimeSpan.FromSeconds(3) });

        Assert.Equal(
            "card was lost and did not come back within 3 s: it does not answer.", Assert.IsType<DeviceOfflineException>(seen.Error).Message);
        Assert.Equal(3.1, card.Attempts[^1]);
    }

    [Fact]
    public void Break_OfWhatCannotReconnect_FailsAtOnce()
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(1), new(StepKind.Break)]) { CanReconnect = false };

        (_, FrameCollector seen) = Run(card);

        Assert.Equal("card was unplugged.", seen.Error!.Message);
        Assert.Single(card.Attempts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EndOfStream_OfWhatCannotReconnect_IsTheEnd(bool canReconnect)
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(2), new(StepKind.EndOfStream), .. Step.Frames(1)]) { CanReconnect = canReconnect };

        (LiveSource source, FrameCollector seen) = Run(card, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(5) });

        Assert.True(seen.IsCompleted);
        Assert.Equal(canReconnect ? 3 : 2, seen.Frames.Count);
        Assert.Equal(canReconnect ? LiveEnd.Idle : LiveEnd.EndOfStream, source.End);
    }

    [Fact]
    public void DeviceTimes_AcrossConnections_AreOneClock()
    {
        Step At(double after, long device) => Step.Frame(after) with { DeviceTime = device };
        var card = new ScriptedConnector(_clock, [
            At(0.1, 7_000_000_000), At(0.13, 7_100_000_000), At(0.05, 7_200_000_000),
            new(StepKind.Break), At(0.1, 1_000), At(0.1, 100_001_000)]);

        (_, FrameCollector seen) = Run(card, new LiveOptions { ReconnectDelay = TimeSpan.FromSeconds(1), IdleLimit = TimeSpan.FromSeconds(9) });

        Assert.Equal([0, 100_000_000, 200_000_000, 1_280_000_000, 1_380_000_000], seen.Frames.Select(frame => frame.Timestamp));
    }

    [Fact]
    public void DeviceTimes_OnTheProcessClock_AreTrueHoweverLateTheFirstFrameArrives()
    {
        long start = MonotonicClock.Now(_clock);
        Step At(double after, long device) => Step.Frame(after) with { DeviceTime = start + device };
        var card = new ScriptedConnector(_clock, [
            At(0.5, 100_000_000), At(0.01, 200_000_000), new(StepKind.Break), At(0.6, 1_400_000_000), At(0.1, 1_500_000_000)])
        {
            HasProcessTimes = true,
        };

        (LiveSource source, FrameCollector seen) = Run(card, new LiveOptions { ReconnectDelay = TimeSpan.FromSeconds(1), IdleLimit = TimeSpan.FromSeconds(9) });

        Assert.Equal(start + 100_000_000, source.Origin);
        Assert.Equal([0, 100_000_000, 1_300_000_000, 1_400_000_000], seen.Frames.Select(frame => frame.Timestamp));
    }

    [Theory]
    [InlineData(LossPicture.LastFrame, 77, 0)]
    [InlineData(LossPicture.Black, 16, 0)]
    [InlineData(LossPicture.NoSignal, 16, 235)]
    public void Lost_WithAPictureToShow_SubstitutesAtTheSourcesRate(LossPicture picture, byte corner, byte brightest)
    {
        var substitutes = new List<(long Timestamp, byte Corner, byte Brightest)>();
        var origins = new HashSet<(string, long, long)>();
        var card = new ScriptedConnector(_clock, [.. Step.Frames(3), new(StepKind.Break), .. Step.Frames(2)]);
        var options = new LiveOptions { WhileLost = picture, ReconnectDelay = TimeSpan.FromSeconds(1), IdleLimit = TimeSpan.FromSeconds(1.5) };

        (LiveSource source, FrameCollector seen) = Run(card, options, frame =>
        {
            origins.Add((frame.SourceName, frame.ClockOrigin, frame.Duration));
            if (frame.IsSubstitute)
            {
                ReadOnlySpan<byte> luma = frame.GetPlane(0);
                substitutes.Add((frame.Timestamp, luma[0], luma.Contains((byte)235) ? (byte)235 : (byte)0));
            }
        });

        SourceGap gap = source.Gaps[0];
        var inGap = substitutes.Where(one => one.Timestamp < gap.To).ToList();
        Assert.InRange(inGap.Count, 9, 11);
        Assert.Equal(inGap.Count, gap.Substitutes);
        Assert.All(inGap, one => Assert.Equal((corner, brightest), (one.Corner, one.Brightest)));
        Assert.Single(origins);
        Assert.Equal(Enumerable.Range(0, seen.Frames.Count), seen.Frames.Select(frame => (int)frame.Number));
        Assert.All(seen.Frames.Zip(seen.Frames.Skip(1)), pair => Assert.True(pair.First.Timestamp < pair.Second.Timestamp));
        Assert.Equal(300_000_000, gap.From);
    }

    [Fact]
    public void Lost_RightAfterAFrame_SubstitutesFromItsEndOnAtTimesThatRise()
    {
        var substitutes = new List<long>();
        var card = new ScriptedConnector(_clock, [.. Step.Frames(3), new(StepKind.Break, 0.02), .. Step.Frames(2)]);
        var options = new LiveOptions { WhileLost = LossPicture.Black, ReconnectDelay = TimeSpan.FromSeconds(1), IdleLimit = TimeSpan.FromSeconds(1.5) };

        (LiveSource source, FrameCollector seen) = Run(card, options, frame => substitutes.AddRange(frame.IsSubstitute ? [frame.Timestamp] : []));

        Assert.Equal(300_000_000, source.Gaps[0].From);
        Assert.InRange(substitutes[0], 300_000_000, 349_999_999);
        Assert.InRange(substitutes[1], 400_000_000, 449_999_999);
        Assert.All(seen.Frames.Zip(seen.Frames.Skip(1)), pair => Assert.True(pair.Second.Timestamp - pair.First.Timestamp >= 1_000_000));
    }

    [Fact]
    public void Substitutes_HeldUpBySlowConnecting_AreNotMadeUpFor()
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(3), new(StepKind.Break), new(StepKind.RefuseToConnect, 3), .. Step.Frames(2)]);
        var options = new LiveOptions { WhileLost = LossPicture.LastFrame, IdleLimit = TimeSpan.FromSeconds(5) };

        (LiveSource source, FrameCollector seen) = Run(card, options);

        Assert.All(seen.Frames.Zip(seen.Frames.Skip(1)), pair => Assert.True(pair.Second.Timestamp - pair.First.Timestamp >= 1_000_000));
        Assert.InRange(source.Gaps[0].Substitutes, 6, 9);
    }

    [Fact]
    public void FormatChange_AskedToStop_FailsWithBoth()
    {
        var card = new ScriptedConnector(_clock, [.. Step.Frames(2), Step.Frame() with { Width = 32 }, Step.Frame()]);

        (_, FrameCollector seen) = Run(card, new LiveOptions { OnFormatChange = FormatChange.Stop });

        Assert.Equal("card changed from 64x48 yuv420p to 32x48 yuv420p after 2 frames, and was asked to stop then.", seen.Error!.Message);
        Assert.Equal(2, seen.Frames.Count);
    }

    [Fact]
    public void TimeOffset_OfASource_MovesTimestampsAndCaptureTimes()
    {
        var card = new ScriptedConnector(_clock, Step.Frames(2));

        (_, FrameCollector seen) = Run(card, new LiveOptions { TimeOffset = TimeSpan.FromSeconds(-0.2), IdleLimit = TimeSpan.FromSeconds(1) });

        Assert.Equal([-200_000_000, -100_000_000], seen.Frames.Select(frame => frame.Timestamp));
        Assert.Equal(_clock.Start.UtcDateTime.AddSeconds(-0.1), seen.Frames[0].CaptureTime);
    }

    [Fact]
    public void Handler_ThatThrows_DoesNotEndTheSource()
    {
        var card = new ScriptedConnector(_clock, Step.Frames(3));
        using var source = new LiveSource(card, Options(new LiveOptions { IdleLimit = TimeSpan.FromSeconds(1) }));
        source.StateChanged += (_, _) => throw new InvalidOperationException("handler");

        Assert.Equal(3, FrameCollector.Run(source).Frames.Count);
    }

    [Fact]
    public void Dispose_NeverStarted_Disconnects()
    {
        var card = new ScriptedConnector(_clock, Step.Frames(3));
        new LiveSource(card, Options(null)).Dispose();

        Assert.Equal(0, card.Open);
    }

    [Theory]
    [InlineData(0.099, "0.099 s")]
    [InlineData(601, "601 s")]
    public void ConnectTimeout_OutOfItsRange_IsRefused(double seconds, string named)
    {
        var refusal = Assert.Throws<VideoSourceException>(new LiveOptions { ConnectTimeout = TimeSpan.FromSeconds(seconds) }.Check);

        Assert.Equal($"A time to connect of {named} is not possible; allowed is 0.1 s to 600 s.", refusal.Message);
    }

    [Theory]
    [InlineData(0.4, "An idle limit of 0.4 s is not possible; allowed is 0.5 s and up.")]
    public void IdleLimit_TooShort_IsRefused(double seconds, string sentence)
    {
        var options = new LiveOptions { IdleLimit = TimeSpan.FromSeconds(seconds) };
        VideoSourceException error = Assert.Throws<VideoSourceException>(() => new LiveSource(new ScriptedConnector(_clock), Options(options)));

        Assert.Equal(sentence, error.Message);
    }

    private SourceOptions Options(LiveOptions? live) => new() { Live = live, TimeProvider = _clock };

    private (LiveSource Source, FrameCollector Seen) Run(ScriptedConnector card, LiveOptions? live = null, Action<VideoFrame>? onNext = null)
    {
        using var source = new LiveSource(card, Options(live));
        source.StateChanged += (_, change) => _states.Add(change);
        var seen = new FrameCollector(onNext: onNext);
        source.Attach(seen, DeliveryOptions.Inline);
        _clock.RunToEnd(source, TimeSpan.FromMilliseconds(50));
        return (source, seen);
    }
}
