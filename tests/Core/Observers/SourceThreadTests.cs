namespace GiftGrab.Tests;

public sealed class SourceThreadTests
{
    [Fact]
    public void Start_AfterStop_DoesNotRun()
    {
        bool ran = false;
        var thread = new SourceThread("test", _ => ran = true, () => { }, () => { }, _ => { });

        Assert.True(thread.Stop(null));
        thread.Start();
        thread.StopAndRelease();

        Assert.False(ran);
        Assert.False(thread.IsStarted);
    }

    [Fact]
    public void Start_BesideDispose_NeverRunsOnWhatWasReleased()
    {
        int ranOnReleased = 0;
        for (int round = 0; round < 500; round++)
        {
            bool isReleased = false;
            int ends = 0;
            var thread = new SourceThread(
                "test",
                _ => ranOnReleased += Volatile.Read(ref isReleased) ? 1 : 0,
                () => { },
                () => Volatile.Write(ref isReleased, true),
                _ => Interlocked.Increment(ref ends));
            using var both = new Barrier(2);
            var starting = new Thread(() =>
            {
                both.SignalAndWait();
                Thread.SpinWait(round % 50 * 20);
                thread.Start();
            });
            starting.Start();
            both.SignalAndWait();

            thread.StopAndRelease();
            starting.Join();

            Assert.Equal(1, ends);
            Assert.True(isReleased);
        }

        Assert.Equal(0, ranOnReleased);
    }
}
