using System.Diagnostics;
using System.Globalization;

namespace GiftGrab.Benchmarks.Sources;

/// <summary>What a live test pattern costs: the default command records one while it encodes on the same processors.</summary>
internal static class PatternBenchmark
{
    private const int Seconds = 5;
    private const double Goal = 0.10;

    public static int Run(string[] args)
    {
        Console.WriteLine("| Work | Core in use | Painting one frame | Bytes a frame | Late frames | Goal |");
        Console.WriteLine("|---|---|---|---|---|---|");
        bool isReached = Measure(1280, 720, 30, PixelFormat.I420, Goal);
        Measure(1920, 1080, 60, PixelFormat.I420, Goal);
        Measure(1280, 720, 30, PixelFormat.Bgra, null);
        return isReached ? 0 : 1;
    }

    private static bool Measure(int width, int height, int rate, PixelFormat format, double? goal)
    {
        var options = new TestPatternOptions { Width = width, Height = height, FrameRate = new FrameRate(rate), Format = format, FrameCount = rate * Seconds };
        _ = Play(options with { Pace = Pace.AsFast });
        (double paintCpu, _, _) = Play(options with { Pace = Pace.AsFast });
        (double cpu, long bytes, int late) = Play(options);
        double share = cpu / Seconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {width}x{height} at {rate}, {format}, live | {share:P1} | {paintCpu * 1000 / options.FrameCount:F2} ms | {bytes / options.FrameCount} | {late} | {(goal is { } limit ? limit.ToString("P0", CultureInfo.InvariantCulture) : "–")} |"));
        return goal is null || share <= goal;
    }

    private static (double Cpu, long Bytes, int Late) Play(TestPatternOptions options)
    {
        using var end = new ManualResetEventSlim();
        using TestPattern pattern = VideoSourceFactory.CreateTestPattern(options);
        var observer = new LatenessObserver(options.FrameRate, end);
        pattern.Attach(observer);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        pattern.Start();
        end.Wait();
        return ((Environment.CpuUsage.TotalTime - before).TotalSeconds, observer.Bytes, observer.Late);
    }

    /// <summary>Counts frames that came later than half a frame after their time.</summary>
    private sealed class LatenessObserver(FrameRate rate, ManualResetEventSlim end) : IObserver<VideoFrame>
    {
        private long _start;
        private long _bytes;

        public int Late { get; private set; }

        public long Bytes => GC.GetTotalAllocatedBytes(precise: true) - _bytes;

        public void OnNext(VideoFrame value)
        {
            if (value.Number == 0)
            {
                _start = Stopwatch.GetTimestamp();
                _bytes = GC.GetTotalAllocatedBytes(precise: true);
            }

            double late = Stopwatch.GetElapsedTime(_start).TotalNanoseconds - value.Timestamp;
            Late += late > rate.TimeOf(1) / 2 ? 1 : 0;
        }

        public void OnCompleted() => end.Set();

        public void OnError(Exception error) => end.Set();
    }
}
