namespace GiftGrab.Tests;

public sealed class PacerTests
{
    [Fact]
    public async Task WaitUntil_FutureTimestamp_ReturnsWhenTheClockSaysSo()
    {
        var time = new FakeTimeProvider();
        using var pacer = new Pacer(time);
        pacer.WaitUntil(0, CancellationToken.None);

        var waiting = Task.Run(() => pacer.WaitUntil(40_000_000, CancellationToken.None));
        time.WaitForTimer();
        time.Advance(TimeSpan.FromMilliseconds(39));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));

        await waiting;
    }

    [Fact]
    public void WaitUntil_LateUnits_PassAtOnceAndDriftDoesNotAddUp()
    {
        var time = new FakeTimeProvider();
        using var pacer = new Pacer(time);
        pacer.WaitUntil(1_000_000_000, CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(1));

        pacer.WaitUntil(1_400_000_000, CancellationToken.None);
        pacer.WaitUntil(2_000_000_000, CancellationToken.None);
    }

    [Fact]
    public void WaitUntil_StopRequested_EndsTheWait()
    {
        using var pacer = new Pacer(new FakeTimeProvider());
        using var stop = new CancellationTokenSource();
        pacer.WaitUntil(0, stop.Token);
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => pacer.WaitUntil(1, stop.Token));
    }
}
