using System.Diagnostics;
using System.Globalization;

namespace GiftGrab.Benchmarks.Observers;

/// <summary>How long a frame takes from a 60 fps source's thread to a queued observer's.</summary>
internal static class LatencyBenchmark
{
    /// <summary>The first third is not counted for bytes: within ten seconds .NET allocates some 200 for itself.</summary>
    private const int Frames = 1800;

    public static int Run(string[] args)
    {
        var source = new BenchmarkSource();
        var observer = new StampingObserver(Frames);
        source.Attach(observer, DeliveryOptions.Queued(4));
        using VideoFrame frame = VideoFrame.Create(1920, 1080, PixelFormat.I420);

        long interval = Stopwatch.Frequency / 60;
        long due = Stopwatch.GetTimestamp() + interval;
        long before = 0;
        for (int i = 0; i < Frames; i++, due += interval)
        {
            if (i == Frames / 3)
            {
                before = GC.GetTotalAllocatedBytes(precise: true);
            }

            int left = (int)((due - Stopwatch.GetTimestamp()) * 1000 / Stopwatch.Frequency);
            Thread.Sleep(Math.Max(0, left));
            observer.Sent = Stopwatch.GetTimestamp();
            source.Emit(frame);
        }

        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        source.End();
        source.Completion.Wait();
        double[] micros = observer.Microseconds();
        double p50 = micros[micros.Length / 2], p99 = micros[micros.Length * 99 / 100];
        double bytes = (double)allocated / (Frames - (Frames / 3));
        Console.WriteLine("| Work | Peer | Measured | Goal |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| frame handed to a queued observer, 60 fps | - | p50 {p50:0} µs, p99 {p99:0} µs, {bytes:0.##} bytes a frame | p50 60 µs, p99 300 µs, 0 bytes |"));
        return p50 <= 60 && p99 <= 300 && bytes < 1 ? 0 : 1;
    }

    private sealed class StampingObserver(int capacity) : IObserver<VideoFrame>
    {
        private readonly long[] _ticks = new long[capacity];
        private int _count;

        public long Sent { get; set; }

        public void OnNext(VideoFrame value) => _ticks[_count++] = Stopwatch.GetTimestamp() - Sent;

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public double[] Microseconds() =>
            [.. _ticks.Take(_count).Order().Select(ticks => ticks * 1e6 / Stopwatch.Frequency)];
    }
}
