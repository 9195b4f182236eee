using System.Diagnostics;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class LossSoakTests : LeakChecked
{
    private const int Losses = 100;

    [Fact]
    public void Unplugged_AHundredTimes_LeaksNeitherMemoryNorThreadsNorDescriptors()
    {
        Run(losses: 10);
        (int threads, int descriptors, long memory) = Measure();

        LiveSource source = Run(Losses);

        (int threadsAfter, int descriptorsAfter, long memoryAfter) = Measure();
        Assert.Equal(Losses, source.Gaps.Count);
        Assert.Equal(Losses, source.Reconnects);

        // A leak would be one for each loss; the runner's own threads and files come and go by a few.
        Assert.InRange(threadsAfter - threads, -Losses, Losses / 5);
        Assert.InRange(descriptorsAfter - descriptors, -Losses, Losses / 5);

        // One picture for each loss would be 46 MB.
        Assert.InRange(memoryAfter - memory, long.MinValue, 23_000_000);
    }

    private static LiveSource Run(int losses)
    {
        var clock = new FakeTimeProvider();
        IEnumerable<SimulatedEvent> events = Enumerable.Range(0, losses).SelectMany(loss => (SimulatedEvent[])
        [
            new(TimeSpan.FromSeconds((3 * loss) + 1), SimulatedEventKind.Unplug),
            new(TimeSpan.FromSeconds((3 * loss) + 2), SimulatedEventKind.Replug),
        ]);
        var card = new SimulatedCard(new SimulatedCardOptions
        {
            Width = 640,
            Height = 480,
            FrameRate = new FrameRate(5),
            Events = [.. events, new(TimeSpan.FromSeconds(3 * losses), SimulatedEventKind.SignalLoss)],
            TimeProvider = clock,
        });
        using LiveSource source = VideoSourceFactory.Open(card, new SourceOptions
        {
            TimeProvider = clock,
            Live = new LiveOptions { IdleLimit = TimeSpan.FromSeconds(5), WhileLost = LossPicture.NoSignal, LongestReconnectDelay = TimeSpan.FromSeconds(0.5) },
        });
        source.Attach(new FrameCollector(), DeliveryOptions.Inline);
        clock.RunToEnd(source, TimeSpan.FromMilliseconds(50));
        source.Dispose();
        Assert.Equal(LiveEnd.Idle, source.End);
        Assert.Equal(0, card.Connections);
        return source;
    }

    private static (int Threads, int Descriptors, long Memory) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return (process.Threads.Count, Directory.GetFileSystemEntries("/proc/self/fd").Length, process.WorkingSet64);
    }
}
