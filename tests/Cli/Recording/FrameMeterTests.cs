using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class FrameMeterTests
{
    [Fact]
    public async Task Look_AfterFramesAndTime_MeasuresSinceTheLastLook()
    {
        var time = new FakeTimeProvider();
        using var meter = new FrameMeter(time);
        using TestPattern pattern = VideoSourceFactory.CreateTestPattern(
            new TestPatternOptions { Width = 160, Height = 120, FrameCount = 60, Pace = Pace.AsFast });
        pattern.Attach(meter, DeliveryOptions.Inline);
        pattern.Start();
        await pattern.Completion;

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((30.0, 1.0), meter.Look());
        Assert.Equal(60, meter.Frames);
        Assert.Equal(2_000_000_000, meter.Position);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0.0, 0.0), meter.Look());
        Assert.Equal(TimeSpan.FromSeconds(3), meter.Elapsed);
    }
}
