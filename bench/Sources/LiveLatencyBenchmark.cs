using System.Collections.Concurrent;
using System.Globalization;

namespace GiftGrab.Benchmarks.Sources;

/// <summary>How long a live source's picture takes from its arrival to observers: called inline, through a queue of the library, and
/// through .NET's own blocking collection. The queue and the collection take turns, so that neither wakes in the other's shadow.</summary>
internal static class LiveLatencyBenchmark
{
    private const int Turns = 8;
    private const int FramesATurn = 150;

    public static int Run(string[] args)
    {
        var card = new SimulatedCard(new SimulatedCardOptions { Width = 1920, Height = 1080, FrameRate = new FrameRate(60) });
        using LiveSource source = VideoSourceFactory.Open(card);
        var inline = new Watch();
        var queued = new Watch();
        using var peer = new CollectionObserver();
        source.Attach(inline, DeliveryOptions.Inline);
        source.Start();
        for (int turn = 0; turn < Turns; turn++)
        {
            Take(source, queued, queued, DeliveryOptions.Queued(4));
            Take(source, peer, peer.Watch, DeliveryOptions.Inline);
        }

        source.Stop();
        peer.End();

        LatencySummary ours = queued.Summary;
        double ratio = ours.P99 / peer.Watch.Summary.P99;
        Console.WriteLine("| Work | Peer | p50 | p95 | p99 | Ratio of p99 |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Print("arrival to an inline observer, 1080p60", inline.Summary, string.Empty);
        Print("arrival to a queued observer", ours, ratio.ToString("0.00", CultureInfo.InvariantCulture));
        Print("arrival through BlockingCollection", peer.Watch.Summary, "1");
        return ratio <= 1.25 ? 0 : 1;
    }

    private static void Take(LiveSource source, IObserver<VideoFrame> observer, Watch watch, DeliveryOptions delivery)
    {
        using var enough = new CountdownEvent(FramesATurn);
        watch.Expect(enough);
        using (source.Attach(observer, delivery))
        {
            enough.Wait();
        }
    }

    private static void Print(string what, LatencySummary latency, string ratio) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | BlockingCollection | {latency.P50 * 1000:0} µs | {latency.P95 * 1000:0} µs | {latency.P99 * 1000:0} µs | {ratio} |"));

    private sealed class Watch : IObserver<VideoFrame>
    {
        private readonly LatencyMeter _meter = new(TimeProvider.System);
        private CountdownEvent? _count;

        public LatencySummary Summary => _meter.Read()!.Value;

        public void Expect(CountdownEvent count) => Volatile.Write(ref _count, count);

        public void OnNext(VideoFrame value)
        {
            _meter.Add(value);
            if (Volatile.Read(ref _count) is { IsSet: false } count)
            {
                count.Signal();
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    /// <summary>What a program would write without the library's queue.</summary>
    private sealed class CollectionObserver : IObserver<VideoFrame>, IDisposable
    {
        private readonly BlockingCollection<VideoFrame> _frames = new(4);
        private readonly Thread _reader;

        public CollectionObserver()
        {
            _reader = new Thread(Read);
            _reader.Start();
        }

        public Watch Watch { get; } = new();

        public void OnNext(VideoFrame value)
        {
            if (!_frames.TryAdd(value.Retain()))
            {
                value.Dispose();
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void End()
        {
            _frames.CompleteAdding();
            _reader.Join();
        }

        public void Dispose() => _frames.Dispose();

        private void Read()
        {
            foreach (VideoFrame frame in _frames.GetConsumingEnumerable())
            {
                Watch.OnNext(frame);
                frame.Dispose();
            }
        }
    }
}
