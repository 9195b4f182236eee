using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class TimeWithoutSoundTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(LiveState.Lost)]
    [InlineData(LiveState.Reconnecting)]
    public void IsOver_OfASourceThatIsLost_IsWhenItsTimeAndTheGraceAreOver(LiveState state)
    {
        TimeWithoutSound limit = Limit(4);
        Assert.False(limit.IsOver(LiveState.Running));

        Pass(4.9);
        Assert.False(limit.IsOver(state));

        Pass(0.1);
        Assert.True(limit.IsOver(state));
    }

    [Fact]
    public void IsOver_OfASourceThatBeginsLate_CountsFromItsFirstSound()
    {
        TimeWithoutSound limit = Limit(4);
        Pass(3);
        Assert.False(limit.IsOver(LiveState.Running));

        Pass(4);
        Assert.False(limit.IsOver(LiveState.Lost));
        Pass(1);
        Assert.True(limit.IsOver(LiveState.Lost));
    }

    [Fact]
    public void IsOver_OfASourceThatNeverGaveSound_CountsFromTheStart()
    {
        TimeWithoutSound limit = Limit(4);

        Pass(5);

        Assert.True(limit.IsOver(LiveState.Lost));
    }

    [Theory]
    [InlineData(4.0, LiveState.Running)]
    [InlineData(4.0, LiveState.Starting)]
    [InlineData(4.0, null)]
    [InlineData(null, LiveState.Lost)]
    public void IsOver_WhereSoundComesOrNothingLimitsIt_IsNot(double? seconds, LiveState? state)
    {
        TimeWithoutSound limit = Limit(seconds);

        Pass(3600);

        Assert.False(limit.IsOver(state));
    }

    private TimeWithoutSound Limit(double? seconds) => new(seconds is { } given ? TimeSpan.FromSeconds(given) : null, _clock);

    private void Pass(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));
}
