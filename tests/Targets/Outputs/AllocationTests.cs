namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class AllocationTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mkv")]
    [InlineData("x.ts")]
    [InlineData("x.avi")]
    public async Task FileOutput_SteadyState_AllocatesNothingManaged(string name)
    {
        var options = new FileOutputOptions { TimeProvider = new FakeTimeProvider(), TimestampFile = _folder["x.txt"], WallClockFile = _folder["y.txt"], TsyncFile = _folder["z.tsync"] };
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder[name], options: options);
        var measure = new MeasuringObserver(output);
        clip.Video.Attach(measure, DeliveryOptions.Inline);

        clip.Play();
        await output.Completion;

        Assert.Equal(0, measure.AllocatedAfterWarmUp);
    }

    [Fact]
    public async Task SplitFileOutput_BetweenCuts_AllocatesNothingManaged()
    {
        using var clip = new PacketClip(Clips.H264);
        using var output = new SplitFileOutput(
            _folder["x.mkv"], new SplitOptions { Duration = TimeSpan.FromMinutes(1), Size = 1_000_000_000 }, options: new FileOutputOptions { TimeProvider = new FakeTimeProvider() });
        var measure = new MeasuringObserver(output);
        clip.Video.Attach(measure, DeliveryOptions.Inline);

        clip.Play();
        await output.Completion;

        Assert.Equal(0, measure.AllocatedAfterWarmUp);
    }

    [Fact]
    public void PacketRing_Full_AllocatesNothingManaged()
    {
        using var clip = new PacketClip(Clips.H264);
        using var ring = new PacketRing(new RingOptions { Duration = TimeSpan.FromSeconds(1) });
        var measure = new MeasuringObserver(ring);
        clip.Video.Attach(measure, DeliveryOptions.Inline);

        clip.Play();

        Assert.True(ring.Content.LargestBytes > 0);
        Assert.Equal(0, measure.AllocatedAfterWarmUp);
    }

    protected override void Release() => _folder.Dispose();

    private sealed class MeasuringObserver(IObserver<EncodedPacket> inner) : IObserver<EncodedPacket>
    {
        private int _count;

        public long AllocatedAfterWarmUp { get; private set; }

        public void OnNext(EncodedPacket value)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            inner.OnNext(value);
            AllocatedAfterWarmUp += ++_count > 100 ? GC.GetAllocatedBytesForCurrentThread() - before : 0;
        }

        public void OnCompleted() => inner.OnCompleted();

        public void OnError(Exception error) => inner.OnError(error);
    }
}
