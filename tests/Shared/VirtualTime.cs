namespace GiftGrab.Tests;

/// <summary>Runs a source on a clock that jumps whenever somebody waits for it.</summary>
internal static class VirtualTime
{
    /// <summary>Starts a source and lets time pass until it has ended.</summary>
    /// <param name="clock">The source's clock.</param>
    /// <param name="source">Not started yet.</param>
    /// <param name="step">How far the clock jumps.</param>
    public static void RunToEnd(this FakeTimeProvider clock, VideoSource source, TimeSpan step)
    {
        using var ended = new CancellationTokenSource();
        Task end = source.Completion.ContinueWith(_ => ended.Cancel(), TaskScheduler.Default);
        source.Start();
        while (clock.WaitForTimer(ended.Token))
        {
            clock.Advance(step);
        }

        end.Wait();
        source.Stop();
    }
}
