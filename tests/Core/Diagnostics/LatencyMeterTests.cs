namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class LatencyMeterTests : LeakChecked
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Read_NothingLive_IsNone()
    {
        var meter = new LatencyMeter(_clock);
        using VideoFrame frame = VideoFrame.Create(16, 16, PixelFormat.Gray8);
        meter.Add(frame);

        Assert.Null(meter.Read());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(1000)]
    [InlineData(900_000)]
    public void Read_AHundredLatencies_GivesThePercentilesWithinThreePercent(double unit)
    {
        var meter = new LatencyMeter(_clock);
        using VideoFrame frame = VideoFrame.Create(16, 16, PixelFormat.Gray8);
        _clock.Advance(TimeSpan.FromHours(1));
        for (int i = 1; i <= 100; i++)
        {
            frame.ArrivalTimestamp = _clock.GetTimestamp() * 100;
            _clock.Advance(TimeSpan.FromMilliseconds(i * unit));
            meter.Add(frame);
        }

        LatencySummary read = meter.Read()!.Value;
        Assert.Equal(100, read.Frames);
        Assert.InRange(read.P50, 50 * unit, 50 * unit * 1.04);
        Assert.InRange(read.P95, 95 * unit, 95 * unit * 1.04);
        Assert.InRange(read.P99, 99 * unit, 99 * unit * 1.04);
    }

    [Fact]
    public void Add_InSteadyState_AllocatesNothing()
    {
        var meter = new LatencyMeter(_clock);
        using VideoFrame frame = VideoFrame.Create(16, 16, PixelFormat.Gray8);
        frame.ArrivalTimestamp = 1;
        meter.Add(frame);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            meter.Add(frame);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
