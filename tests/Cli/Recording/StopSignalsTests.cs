using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class StopSignalsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<int> _exits = [];
    private readonly List<ErrorEvent> _told = [];
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
    public void Signal_AgainWithinHalfASecond_IsTheSameWish()
    {
        using StopSignals signals = Create();

        signals.Signal();
        _time.Advance(TimeSpan.FromMilliseconds(499));
        signals.Signal();

        Assert.Equal(1, _wishes);
        Assert.Empty(_exits);
    }

    [Fact]
    public void Signal_AgainAfterHalfASecond_EndsTheProcessAtOnce()
    {
        using StopSignals signals = Create();

        signals.Signal();
        _time.Advance(TimeSpan.FromMilliseconds(500));
        signals.Signal();

        Assert.Equal(1, _wishes);
        Assert.Equal([130], _exits);
    }

    [Fact]
    public void Signal_WhileSomethingIsOpened_SaysSoAndEndsTheProcess()
    {
        using StopSignals signals = Create();

        Open(signals, signals.Signal);

        Assert.Equal([130], _exits);
        Assert.Equal(0, _wishes);
        Assert.Equal("stopped by a signal while rtsp://***@camera/live was being opened; nothing was recorded", Assert.Single(_told).Message);
    }

    [Fact]
    public void Signal_BeforeSomethingIsOpened_EndsTheProcessThere()
    {
        using StopSignals signals = Create();

        signals.Signal();
        Open(signals, () => { });

        Assert.Equal([130], _exits);
        Assert.Single(_told);
    }

    [Fact]
    public void Signal_AfterSomethingWasOpened_IsAWishToStop()
    {
        using StopSignals signals = Create();

        Open(signals, () => { });
        signals.Signal();

        Assert.Equal(1, _wishes);
        Assert.Empty(_exits);
    }

    /// <summary>The thread that opens does not go on, not even to say that it failed, while another ends the process.</summary>
    [Fact]
    public async Task Opening_FailsAfterASignal_WaitsForTheEnd()
    {
        using var leaving = new ManualResetEventSlim();
        using var mayLeave = new ManualResetEventSlim();
        using var signals = new StopSignals(() => { }, _time, _ =>
        {
            leaving.Set();
            mayLeave.Wait();
        });
        using var opening = new ManualResetEventSlim();
        using var signalled = new ManualResetEventSlim();
        var opener = Task.Run(() => Open(signals, () =>
        {
            opening.Set();
            signalled.Wait();
            throw new IOException("refused");
        }));
        opening.Wait();
        var signal = Task.Run(signals.Signal);
        leaving.Wait();
        signalled.Set();

        Assert.NotSame(opener, await Task.WhenAny(opener, Task.Delay(100)));
        mayLeave.Set();
        await signal;
        await Assert.ThrowsAsync<IOException>(() => opener);
    }

    private void Open(StopSignals signals, Action meanwhile) => signals.WhileOpening("rtsp://ann:topsecret@camera/live", _told.Add, () =>
    {
        meanwhile();
        return 0;
    });

    private StopSignals Create() => new(() => _wishes++, _time, _exits.Add);
}
