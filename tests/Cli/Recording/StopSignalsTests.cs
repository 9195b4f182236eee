using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class StopSignalsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<int> _exits = [];
    private int _wishes;

    [Fact]
    public void Signal_TheFirst_IsAWishToStop()
    {
        using StopSignals signals = Create();

        signals.Signal();

        Assert.True(signals.Came);
        Assert.Equal(1, _wishes);
        Assert.Empty(_exits);
    }

    [Fact]
    public void Signal_AgainWithinASecond_IsTheSameWish()
    {
        using StopSignals signals = Create();

        signals.Signal();
        _time.Advance(TimeSpan.FromMilliseconds(999));
        signals.Signal();

        Assert.Equal(1, _wishes);
        Assert.Empty(_exits);
    }

    [Fact]
    public void Signal_AgainAfterASecond_EndsTheProcessAtOnce()
    {
        using StopSignals signals = Create();

        signals.Signal();
        _time.Advance(TimeSpan.FromSeconds(1));
        signals.Signal();

        Assert.Equal(1, _wishes);
        Assert.Equal([130], _exits);
    }

    [Fact]
    public void Signal_WhileSomethingIsOpened_SaysSoAndEndsTheProcess()
    {
        var told = new List<ErrorEvent>();
        using StopSignals signals = StopSignals.WhileOpening("rtsp://ann:topsecret@camera/live", told.Add, _time, _exits.Add);

        signals.Signal();

        Assert.Equal([130], _exits);
        Assert.Equal("stopped by a signal while rtsp://***@camera/live was being opened; nothing was recorded", Assert.Single(told).Message);
    }

    private StopSignals Create() => new(() => _wishes++, _time, _exits.Add);
}
