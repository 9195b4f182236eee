using System.Globalization;
using GiftGrab.Benchmarks.Pipeline;

namespace GiftGrab.Benchmarks.Sources;

/// <summary>Reads files as fast as it goes, a process each, against the <c>ffmpeg</c> command that only decodes.</summary>
internal static class DecodeBenchmark
{
    private const string Once = "once";
    private const double Goal = 1.00;

    /// <summary>Prints the table. Argument: the number of rounds.</summary>
    public static int Run(string[] args)
    {
        if (args is [Once, var clip])
        {
            return Decode(clip);
        }

        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        Console.WriteLine("| Work | Peer | Wall | CPU | Peak memory | Goal (CPU) |");
        Console.WriteLine("|---|---|---|---|---|---|");
        bool isReached = true;
        foreach (string path in (string[])[BenchmarkClips.H264, BenchmarkClips.Xvid, BenchmarkClips.Ffv1])
        {
            isReached &= Compare(path, rounds);
        }

        return isReached ? 0 : 1;
    }

    private static bool Compare(string clip, int rounds)
    {
        var wall = new double[rounds];
        var cpu = new double[rounds];
        var memory = new double[rounds];
        for (int round = -1; round < rounds; round++)
        {
            ProcessUse ours = ProcessRun.Measure(Environment.ProcessPath!, [.. OwnArguments(), "decode", Once, clip]);
            ProcessUse theirs = ProcessRun.Measure("ffmpeg", ["-v", "error", "-nostdin", "-i", clip, "-f", "null", "-"]);
            if (round >= 0)
            {
                wall[round] = ours.Wall / theirs.Wall;
                cpu[round] = ours.Cpu / theirs.Cpu;
                memory[round] = (double)ours.PeakBytes / theirs.PeakBytes;
            }
        }

        double ratio = Median(cpu);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Path.GetFileName(clip)}, 1080p → an observer that counts | `ffmpeg -f null` | {Median(wall):F2} | {ratio:F2} | {Median(memory):F2} | {Goal:F2} |"));
        return ratio <= Goal;
    }

    // `dotnet bench.dll` and the built program are started alike.
    private static string[] OwnArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }

    private static int Decode(string clip)
    {
        using var end = new ManualResetEventSlim();
        using FileReader reader = VideoSourceFactory.CreateFileReader(clip);
        var counter = new EndObserver(end);
        reader.Attach(counter);
        reader.Start();
        end.Wait();
        return counter.Frames > 0 ? 0 : 1;
    }
}
