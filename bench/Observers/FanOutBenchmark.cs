using System.Globalization;

namespace GiftGrab.Benchmarks.Observers;

/// <summary>What each further observer of a source costs: 16 that only count against one.</summary>
internal static class FanOutBenchmark
{
    private const int Frames = 200_000;
    private const int Many = 16;

    public static int Run(string[] args)
    {
        using VideoFrame frame = VideoFrame.Create(1920, 1080, PixelFormat.I420);
        BenchmarkSource one = Source(1), many = Source(Many);
        (Times first, Times second) = Interleaved.Run(7, () => Emit(one, frame), () => Emit(many, frame));
        double perObserver = (second.Median - first.Median) * 1e6 / Frames / (Many - 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Emit(many, frame);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Console.WriteLine("| Work | Peer | Measured | Goal |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Many} observers that count | one observer | {perObserver:0} ns and {(double)allocated / Frames:0.##} bytes per extra observer and frame | 100 ns, 0 bytes |"));
        return perObserver <= 100 && allocated == 0 ? 0 : 1;
    }

    private static BenchmarkSource Source(int observers)
    {
        var source = new BenchmarkSource();
        for (int i = 0; i < observers; i++)
        {
            source.Attach(new CountingObserver());
        }

        return source;
    }

    private static void Emit(BenchmarkSource source, VideoFrame frame)
    {
        for (int i = 0; i < Frames; i++)
        {
            source.Emit(frame);
        }
    }
}
