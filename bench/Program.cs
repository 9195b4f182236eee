using GiftGrab.Benchmarks.Color;
using GiftGrab.Benchmarks.Observers;
using GiftGrab.Benchmarks.Pipeline;
using GiftGrab.Benchmarks.Reliability;
using GiftGrab.Benchmarks.Soak;
using GiftGrab.Benchmarks.Sources;

namespace GiftGrab.Benchmarks;

/// <summary>Runs the benchmark that the first argument names: <c>dotnet run -c Release --project bench -- color</c>.</summary>
internal static class Program
{
    private static readonly (string Name, string What, Func<string[], int> Run)[] Benchmarks = [
        ("color", "colour conversion against FFmpeg's scaler [filter] [rounds]", ColorBenchmark.Run),
        ("fanout", "what a further observer costs", FanOutBenchmark.Run),
        ("latency", "from a source's thread to a queued observer's", LatencyBenchmark.Run),
        ("live-latency", "from a live picture's arrival to observers, against .NET's blocking collection", LiveLatencyBenchmark.Run),
        ("decode", "reading files against the ffmpeg command [rounds]", DecodeBenchmark.Run),
        ("pattern", "what a live test pattern costs", PatternBenchmark.Run),
        ("soak", "a long recording: bytes allocated and memory resident", SoakBenchmark.Run),
        ("outputs", "what splitting and a ring cost against a plain file, processor time [rounds]", OutputCostBenchmark.Run),
        ("start", "the start of `giftgrab info` against ffprobe", StartBenchmark.Run),
        ("live", "whether live recordings keep up", LiveBenchmark.Run),
        ("kill", "kill -9 at random instants of a recording GIFTGRAB [kind]", KillProof.Run),
        ("fulldisk", "disks that fill up while recording GIFTGRAB", FullDiskProof.Run),
        ("pipeline", "from file to file against the ffmpeg command [filter] [rounds]", PipelineBenchmark.Run),
        ("all", "the table of doc/performance.md: takes half an hour", _ => All()),
    ];

    public static int Main(string[] args)
    {
        string wanted = args.FirstOrDefault() ?? string.Empty;
        foreach ((string name, _, Func<string[], int> run) in Benchmarks)
        {
            if (name == wanted)
            {
                return run(args[1..]);
            }
        }

        Console.Error.WriteLine(wanted.Length == 0 ? "Name a benchmark:" : $"There is no benchmark '{wanted}'. There are:");
        foreach ((string name, string what, _) in Benchmarks)
        {
            Console.Error.WriteLine($"  {name,-12} {what}");
        }

        return 2;
    }

    private static int All()
    {
        int failed = 0;
        foreach (string name in (string[])["fanout", "latency", "live-latency", "color", "decode", "pattern", "outputs", "start", "live", "pipeline", "soak"])
        {
            (_, string what, Func<string[], int> run) = Array.Find(Benchmarks, benchmark => benchmark.Name == name);
            Console.WriteLine($"\n## {name}: {what}\n");
            failed += run([]);
        }

        return failed == 0 ? 0 : 1;
    }
}
