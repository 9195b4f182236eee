using System.Globalization;

namespace GiftGrab.Benchmarks.Pipeline;

/// <summary>Whether live recordings keep up: the default command, and HEVC.</summary>
internal static class LiveBenchmark
{
    private const int Seconds = 10;

    public static int Run(string[] args)
    {
        Console.WriteLine("| Live recording, 1280x720 at 30 frames a second | Frames | Dropped | CPU | Goal |");
        Console.WriteLine("|---|---|---|---|---|");
        bool reached = true;
        foreach (Codec codec in (Codec[])[Codec.H264, Codec.Hevc, Codec.Xvid, Codec.Ffv1, Codec.Vp9, Codec.Av1, Codec.Mjpeg])
        {
            reached &= Record(codec);
        }

        return reached ? 0 : 1;
    }

    private static bool Record(Codec codec)
    {
        string path = Path.Combine(Path.GetTempPath(), $"giftgrab-live-{Environment.ProcessId}.mkv");
        try
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            using TestPattern source = VideoSourceFactory.CreateTestPattern(new TestPatternOptions { FrameCount = Seconds * 30 });
            using VideoTarget target = VideoTargetFactory.CreateFileWriter(codec, path, source.FrameRate);
            source.Attach(target);
            source.Start();
            target.Completion.Wait();
            TargetStatistics counts = target.Statistics;
            double cpu = (Environment.CpuUsage.TotalTime - before).TotalSeconds / Seconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {target.Encoder.Plan!.Encoder}, default preset | {counts.Output.VideoFrames} | {counts.Dropped} | {cpu:P0} of a core | 0 dropped |"));
            return counts.Dropped == 0;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
