namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class SteadyStateTests : LeakChecked
{
    public static TheoryData<string> Addresses => new(
        Clips.H264,
        Clips.FlashAndBeep,
        "test:320x240@30,frames=300,pace=off",
        "test:320x240@30,frames=300,pace=off,sound",
        "test:320x240@30,frames=300,pace=off,format=bgra");

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Read_After100Frames_AllocatesNothingManaged(string address) => Assert.Equal(0, Allocations.FewestOf(() => Read(address)));

    private static long Read(string address)
    {
        RestedUnits.Make();
        using VideoSource source = VideoSourceFactory.Create(address);
        var meter = new AllocationMeter();
        var hearer = new Hearer();
        source.Audio?.Attach(hearer);
        source.SetSubFrame(16, 16, 160, 120);
        source.Attach(meter);
        source.Start();
        meter.Ended.Wait();

        Assert.Equal(300, meter.Frames);
        Assert.Equal(source.Audio is not null, hearer.Blocks > 0);
        return meter.Allocated;
    }

    [Fact]
    public void Frames_OfALiveSourceAfter100_AllocateNothingManaged() => Assert.Equal(0, Allocations.FewestOf(Live));

    private static long Live()
    {
        RestedUnits.Make();
        var clock = new FakeTimeProvider();
        var card = new SimulatedCard(new SimulatedCardOptions
        {
            Width = 96,
            Height = 64,
            TimeProvider = clock,
            Events = [new SimulatedEvent(TimeSpan.FromSeconds(10), SimulatedEventKind.Unplug)],
        });
        using LiveSource source = VideoSourceFactory.Open(
            card, new SourceOptions { Live = new LiveOptions { IdleLimit = TimeSpan.FromSeconds(1) }, TimeProvider = clock });
        var meter = new AllocationMeter();
        source.Attach(meter, DeliveryOptions.Inline);

        clock.RunToEnd(source, TimeSpan.FromMilliseconds(10));

        Assert.InRange(meter.Frames, 290, 300);
        return meter.Allocated;
    }

    private sealed class AllocationMeter : IObserver<VideoFrame>
    {
        private long _before;

        public ManualResetEventSlim Ended { get; } = new();

        public int Frames { get; private set; }

        public long Allocated { get; private set; }

        public void OnNext(VideoFrame value)
        {
            Frames++;
            _before = Frames == 100 ? GC.GetAllocatedBytesForCurrentThread() : _before;
            Allocated = Frames > 100 ? GC.GetAllocatedBytesForCurrentThread() - _before : 0;
        }

        public void OnCompleted() => Ended.Set();

        public void OnError(Exception error) => Ended.Set();
    }

    private sealed class Hearer : IObserver<AudioFrame>
    {
        public int Blocks { get; private set; }

        public void OnNext(AudioFrame value) => Blocks++;

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
