namespace GiftGrab.Tests;

/// <summary>A live source whose peer is silent while it connects again.</summary>
[Collection("frames")]
public sealed class SilentPeerTests : LeakChecked
{
    private readonly FakeTimeProvider _clock = new();

    private double Elapsed => TimeSpan.FromTicks(_clock.GetTimestamp()).TotalSeconds;

    [Fact]
    public void IdleLimit_WhileConnecting_EndsTheAttempt()
    {
        var peer = new SilentPeer(_clock);

        (LiveSource source, FrameCollector seen) = Run(peer, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(3) });

        Assert.Null(seen.Error);
        Assert.Equal(LiveEnd.Idle, source.End);
        Assert.Equal(LiveState.Stopped, source.State);
        Assert.InRange(Elapsed, 3.3, 3.5);
        peer.AssertLeft(attempts: 1);
    }

    [Fact]
    public void ReconnectLimit_WhileConnecting_EndsTheAttempt()
    {
        var peer = new SilentPeer(_clock);

        (LiveSource source, FrameCollector seen) = Run(peer, new LiveOptions { ReconnectLimit = TimeSpan.FromSeconds(2) });

        Assert.Equal(
            "card was lost and did not come back within 2 s: it was unplugged.", Assert.IsType<DeviceOfflineException>(seen.Error).Message);
        Assert.Equal(LiveEnd.Failure, source.End);
        Assert.InRange(Elapsed, 2.3, 2.5);
        peer.AssertLeft(attempts: 1);
    }

    [Fact]
    public void WhileLost_WhileConnecting_SubstitutesComeAtTheSourcesRate()
    {
        var peer = new SilentPeer(_clock);
        var options = new LiveOptions { WhileLost = LossPicture.Black, IdleLimit = TimeSpan.FromSeconds(5) };

        (_, FrameCollector seen) = Run(peer, options);

        long[] times = [.. seen.Frames.Select(frame => frame.Timestamp)];
        Assert.InRange(times.Length, 3 + 47, 3 + 51);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 1_000_000, 160_000_000));
        peer.AssertLeft(attempts: 1);
    }

    [Fact]
    public void PeerThatAnswersAtLast_IsGoneOnWith()
    {
        using var answer = new ManualResetEventSlim();
        var peer = new SilentPeer(_clock) { Answer = answer, Then = Step.Frames(2) };
        var options = new LiveOptions { WhileLost = LossPicture.LastFrame, IdleLimit = TimeSpan.FromSeconds(30) };

        (LiveSource source, FrameCollector seen) = Run(peer, options, frame =>
        {
            if (frame.Number == 20)
            {
                // The clock stands still while the other thread connects: it passes only while the source waits for it.
                answer.Set();
                SpinWait.SpinUntil(() => !peer.IsConnecting, TimeSpan.FromSeconds(30));
            }
        });

        SourceGap gap = Assert.Single(source.Gaps);
        Assert.Equal(gap.FirstFrame - 3, gap.Substitutes);
        Assert.True(gap.Substitutes >= 18);
        Assert.Equal(Enumerable.Range(0, seen.Frames.Count), seen.Frames.Select(frame => (int)frame.Number));
        peer.AssertLeft(attempts: 2);
    }

    [Fact]
    public async Task Stop_WhileConnecting_EndsTheAttempt()
    {
        var peer = new SilentPeer(_clock);
        using var source = new LiveSource(peer, new SourceOptions { TimeProvider = _clock });
        var seen = new FrameCollector();
        source.Attach(seen, DeliveryOptions.Inline);
        source.Start();
        Task driving = Task.Run(() =>
        {
            while (!peer.IsAsked)
            {
                _clock.WaitForTimer();
                _clock.Advance(TimeSpan.FromMilliseconds(50));
            }
        });
        await driving;

        Assert.True(source.Stop());
        Assert.True(seen.IsCompleted);
        Assert.Equal(3, seen.Frames.Count);
        peer.AssertLeft(attempts: 1);
    }

    [Fact]
    public void Attempt_ThatConnectsAlthoughItWasEnded_IsClosed()
    {
        using var answer = new ManualResetEventSlim();
        var peer = new SilentPeer(_clock) { Answer = answer, IsDeaf = true };

        (LiveSource source, _) = Run(peer, new LiveOptions { IdleLimit = TimeSpan.FromSeconds(1) });
        bool before = peer.IsConnecting;
        answer.Set();

        Assert.True(before);
        Assert.Equal(LiveEnd.Idle, source.End);
        peer.AssertLeft(attempts: 1);
    }

    [Fact]
    public void Loss_AfterAPeerThatSentAhead_LastsUntilItIsGivenUp()
    {
        var peer = new SilentPeer(_clock) { First = [.. Enumerable.Range(0, 10).Select(i => Step.Frame(0.01) with { DeviceTime = i * 200_000_000 })] };

        (LiveSource source, _) = Run(peer, new LiveOptions { ReconnectLimit = TimeSpan.FromSeconds(3) });

        SourceGap gap = source.PresentLoss!;
        Assert.InRange(gap.To - gap.From, 2_800_000_000, 3_200_000_000);
    }

    private (LiveSource Source, FrameCollector Seen) Run(SilentPeer peer, LiveOptions live, Action<VideoFrame>? onNext = null)
    {
        using var source = new LiveSource(peer, new SourceOptions { Live = live, TimeProvider = _clock });
        var seen = new FrameCollector(onNext: onNext);
        source.Attach(seen, DeliveryOptions.Inline);
        _clock.RunToEnd(source, TimeSpan.FromMilliseconds(50));
        return (source, seen);
    }

    /// <summary>Gives frames at its first connection, which breaks, and answers no further attempt before it is told to.</summary>
    private sealed class SilentPeer(FakeTimeProvider clock) : ILiveConnector
    {
        private readonly List<ScriptedConnector> _scripts = [];
        private int _connecting;
        private int _attempts;

        public string Name => "card";

        public bool CanReconnect => true;

        public Step[] First { get; init; } = Step.Frames(3);

        public Step[] Then { get; init; } = [];

        public ManualResetEventSlim? Answer { get; init; }

        /// <summary>Whether it heeds nobody who gives up.</summary>
        public bool IsDeaf { get; init; }

        public bool IsAsked => Volatile.Read(ref _attempts) > 0;

        public bool IsConnecting => Volatile.Read(ref _connecting) > 0;

        public ILiveConnection Connect(TimeSpan timeout, CancellationToken stop)
        {
            if (_scripts.Count == 0)
            {
                return Script([.. First, new Step(StepKind.Break)]);
            }

            Interlocked.Increment(ref _connecting);
            int attempt = Interlocked.Increment(ref _attempts);
            try
            {
                if (Answer is null || attempt > 1)
                {
                    stop.WaitHandle.WaitOne();
                }
                else
                {
                    Answer.Wait(IsDeaf ? CancellationToken.None : stop);
                }

                if (!IsDeaf)
                {
                    stop.ThrowIfCancellationRequested();
                }

                return Script(Then);
            }
            finally
            {
                Interlocked.Decrement(ref _connecting);
            }
        }

        public void AssertLeft(int attempts)
        {
            Assert.True(SpinWait.SpinUntil(() => !IsConnecting && _scripts.TrueForAll(script => script.Open == 0), TimeSpan.FromSeconds(30)));
            Assert.InRange(Volatile.Read(ref _attempts), 1, attempts);
        }

        private ILiveConnection Script(Step[] steps)
        {
            var script = new ScriptedConnector(clock, steps);
            _scripts.Add(script);
            return script.Connect(TimeSpan.Zero, CancellationToken.None);
        }
    }
}
