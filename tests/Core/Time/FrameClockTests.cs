namespace GiftGrab.Tests;

public sealed class FrameClockTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 20_833)]
    [InlineData(48_000, 1_000_000_000)]
    [InlineData(48_000L * 3600 * 1000, 3_600_000_000_000_000)]
    [InlineData(-48_000, -1_000_000_000)]
    public void ToNanoseconds_AnyLength_IsExact(long samples, long expected) =>
        Assert.Equal(expected, FrameClock.ToNanoseconds(samples, 48_000));
}
