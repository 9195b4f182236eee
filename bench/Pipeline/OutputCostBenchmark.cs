using System.Diagnostics;
using System.Globalization;

namespace GiftGrab.Benchmarks.Pipeline;

/// <summary>What splitting and a ring cost in processor time, against one plain file of the same stream.</summary>
internal static class OutputCostBenchmark
{
    private const int Frames = 900;
    private const double Goal = 1.03;
    private static readonly FrameRate Rate = new(30);

    /// <param name="args">How many rounds; 9 by default.</param>
    public static int Run(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
        string folder = Directory.CreateTempSubdirectory("giftgrab-cost-").FullName;
        try
        {
            Console.WriteLine($"| {Frames} frames, 640x360, x264 veryfast, a key frame each second | Processor time | of a plain file's | Goal |");
            Console.WriteLine("|---|---|---|---|");
            bool split = Compare("a file each second", rounds, () => Plain(folder), () => Split(folder));
            bool ring = Compare("a ring of 3 s, of which all is saved", rounds, () => Plain(folder), () => Ring(folder));
            return split && ring ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool Compare(string work, int rounds, Action plain, Action other)
    {
        (Times usual, Times found) = Interleaved.Run(rounds, plain, other, ProcessorTime);
        double ratio = found.Median / usual.Median;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {work} | {found.Median:0} ms | {ratio:0.000} (best rounds {found.Least / usual.Least:0.000}) | {Goal:0.00} |"));
        return ratio <= Goal;
    }

    private static double ProcessorTime(Action action)
    {
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds;
    }

    private static VideoTargetOptions Options(SplitOptions? split = null) => new()
    {
        Video = new VideoEncoderOptions { GopLength = 30 },
        File = new FileOutputOptions { Overwrite = true },
        Split = split,
    };

    private static void Plain(string folder) =>
        Record(VideoTargetFactory.CreateFileWriter(Codec.H264, Path.Combine(folder, "plain.mkv"), Rate, Options()));

    private static void Split(string folder) => Record(VideoTargetFactory.CreateFileWriter(
        Codec.H264, Path.Combine(folder, "part_{slice}.mkv"), Rate, Options(new SplitOptions { Duration = TimeSpan.FromSeconds(1) })));

    private static void Ring(string folder)
    {
        VideoTarget target = VideoTargetFactory.CreateRing(
            Codec.H264, Rate, new RingOptions { Duration = TimeSpan.FromSeconds(3) }, Container.Mkv, Options());
        target.Ring!.Save(Path.Combine(folder, "ring.mkv"), new RingSaveOptions { At = TimeSpan.Zero, File = new FileOutputOptions { Overwrite = true } });
        Record(target);
    }

    private static void Record(VideoTarget target)
    {
        using (target)
        {
            using TestPattern source = VideoSourceFactory.CreateTestPattern(new TestPatternOptions
            {
                Width = 640,
                Height = 360,
                FrameCount = Frames,
                Pace = Pace.AsFast,
            });
            source.Attach(target, DeliveryOptions.Queued(8, QueueFullPolicy.Block));
            source.Start();
            target.Completion.Wait();
        }
    }
}
