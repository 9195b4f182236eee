using System.Globalization;

namespace GiftGrab.Benchmarks.Pipeline;

/// <summary>How long the command takes to say what a file holds, built and warm, against ffprobe.</summary>
internal static class StartBenchmark
{
    private const int Rounds = 11;
    private const double GoalMilliseconds = 250;

    public static int Run(string[] args)
    {
        using var clips = new BenchmarkClips();
        (Times ours, Times theirs) = Interleaved.Run(
            Rounds,
            () => ProcessRun.Measure(Tools.GiftGrab, ["info", clips.H264Small]),
            () => ProcessRun.Measure("ffprobe", ["-v", "error", "-show_format", "-show_streams", clips.H264Small]));
        Console.WriteLine("| Work | Peer | Median | Goal |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| start of `giftgrab info clip.mp4` | ffprobe: {theirs.Median:0} ms | {ours.Median:0} ms | {GoalMilliseconds:0} ms |"));
        return ours.Median <= GoalMilliseconds ? 0 : 1;
    }
}
