using System.Collections.Concurrent;
using System.Globalization;

namespace GiftGrab.Benchmarks.Sources;

/// <summary>How long a live source's picture takes from its arrival to observers: called inline, through a queue of the library, and
/// through .NET's own blocking collection. All three see the same pictures.</summary>
internal static class LiveLatencyBenchmark
{
    private const int Frames = 600;

    public static int Run(string[] args)
    {
        var card = new SimulatedCard(new SimulatedCardOptions { Width = 1920, Height = 1080, FrameRate = new FrameRate(60) });
        using LiveSource source = VideoSourceFactory.Open(card);
        using var enough = new CountdownEvent(Frames);
        var inline = new Watch(enough);
        var queued = new Watch(null);
        using var peer = new CollectionObserver();
        source.Attach(peer, DeliveryOptions.Inline);
        source.Attach(queued, DeliveryOptions.Queued(4));
        source.Attach(inline, DeliveryOptions.Inline);
        source.Start();
        enough.Wait();
        source.Stop();
        peer.End();

        LatencySummary ours = queued.Summary;
        double ratio = ours.P99 / peer.Summary.P99;
        Console.WriteLine("| Work | Peer | p50 | p95 | p99 | Ratio of p99 |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Print("arrival to an inline observer, 1080p60", inline.Summary, string.Empty);
        Print("arrival to a queued observer", ours, ratio.ToString("0.00", CultureInfo.InvariantCulture));
        Print("arrival through BlockingCollection", peer.Summary, "1");
        return ratio <= 1.25 ? 0 : 1;
    }

    private static void Print(string what, LatencySummary latency, string ratio) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | BlockingCollection | {latency.P50 * 1000:0} µs | {latency.P95 * 1000:0} µs | {latency.P99 * 1000:0} µs | {ratio} |"));

    private sealed class Watch(CountdownEvent? count) : IObserver<VideoFrame>
    {
        private readonly LatencyMeter _meter = new(TimeProvider.System);

        public LatencySummary Summary => _meter.Read()!.Value;

        public void OnNext(VideoFrame value)
        {
            _meter.Add(value);
            if (count is { IsSet: false })
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
        private readonly Watch _watch = new(null);
        private readonly Thread _reader;

        public CollectionObserver()
        {
            _reader = new Thread(Read);
            _reader.Start();
        }

        public LatencySummary Summary => _watch.Summary;

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
                _watch.OnNext(frame);
                frame.Dispose();
            }
        }
    }
}
