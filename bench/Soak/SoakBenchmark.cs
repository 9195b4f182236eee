using System.Globalization;

namespace GiftGrab.Benchmarks.Soak;

/// <summary>A long recording with sound: whether it allocates, and whether its memory grows.</summary>
internal static class SoakBenchmark
{
    private const int Frames = 100_000;
    private const int WarmUp = 10_000;
    private const double MostGrowth = 1.05;

    public static int Run(string[] args)
    {
        string path = Path.Combine(Path.GetTempPath(), $"giftgrab-soak-{Environment.ProcessId}.mkv");
        var samples = new List<Sample>(Frames / WarmUp);
        try
        {
            Record(path, samples);
        }
        finally
        {
            File.Delete(path);
        }

        Sample first = samples[0], last = samples[^1];
        long allocated = samples.Zip(samples.Skip(1), (from, to) => to.AllocatedBefore - from.AllocatedAfter).Sum();
        double bytesPerFrame = (double)allocated / (last.Frame - first.Frame);
        double growth = (double)last.Resident / first.Resident;
        Console.WriteLine("| Work | Measured | Goal |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Frames:N0} frames with sound into a file: managed bytes a frame | {bytesPerFrame:0.00} | 0 |"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| Resident memory at frame {first.Frame:N0} and at frame {last.Frame:N0} | {first.Resident >> 20} MiB, {last.Resident >> 20} MiB | flat |"));
        return bytesPerFrame < 1 && growth <= MostGrowth ? 0 : 1;
    }

    private static void Record(string path, List<Sample> samples)
    {
        using TestPattern source = VideoSourceFactory.CreateTestPattern(new TestPatternOptions
        {
            Width = 320,
            Height = 240,
            FrameCount = Frames,
            HasSound = true,
            Pace = Pace.AsFast,
        });
        var options = new VideoTargetOptions
        {
            Video = new VideoEncoderOptions { Preset = "ultrafast" },
            File = new FileOutputOptions { Overwrite = true },
        };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, path, source.FrameRate, options);
        source.Attach(target);
        source.Audio!.Attach(target);
        source.Attach(new SamplingObserver(WarmUp, samples));
        source.Start();
        target.Completion.Wait();
    }

    /// <summary>Looking at the resident memory allocates itself, so allocations are read before and after.</summary>
    private readonly record struct Sample(long Frame, long Resident, long AllocatedBefore, long AllocatedAfter);

    /// <summary>Looks at the process at every so many frames.</summary>
    private sealed class SamplingObserver(int interval, List<Sample> samples) : IObserver<VideoFrame>
    {
        public void OnNext(VideoFrame value)
        {
            if (value.Number > 0 && value.Number % interval == 0)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                long resident = Environment.WorkingSet;
                samples.Add(new Sample(value.Number, resident, before, GC.GetTotalAllocatedBytes(precise: true)));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
