using System.Globalization;

namespace GiftGrab.Benchmarks.Pipeline;

/// <summary>Whole processes from file to file against the ffmpeg command with the same settings, in turn.</summary>
internal static class PipelineBenchmark
{
    private const double MemoryGoal = 1.6;

    /// <summary>Prints the table. Arguments: a part of the work's name, and the number of rounds (5).</summary>
    public static int Run(string[] args)
    {
        string filter = args.ElementAtOrDefault(0) ?? string.Empty;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        using var clips = new BenchmarkClips();
        Console.WriteLine("| Work | Peer | Wall | Goal | CPU | Goal | Peak memory | Goal |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        bool reached = true;
        foreach (Contest contest in Contests(clips).Where(contest => contest.Work.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            reached &= Measure(contest, rounds);
        }

        return reached ? 0 : 1;
    }

    private static bool Measure(Contest contest, int rounds)
    {
        var ours = new List<ProcessUse>();
        var theirs = new List<ProcessUse>();
        for (int round = -1; round < rounds; round++)
        {
            // Who comes behind the other changes, for a process pays in part for what the one before it leaves behind.
            bool first = round % 2 == 0;
            ProcessUse? early = first ? RunOurs(contest) : null;
            ProcessUse them = ProcessRun.Measure("ffmpeg", ["-v", "error", "-nostdin", "-y", .. contest.Theirs]);
            ProcessUse us = early ?? RunOurs(contest);
            if (round >= 0)
            {
                ours.Add(us);
                theirs.Add(them);
            }
        }

        double wall = MedianRatio(ours, theirs, use => use.Wall);
        double cpu = MedianRatio(ours, theirs, use => use.Cpu);
        double memory = MedianRatio(ours, theirs, use => use.PeakBytes);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {contest.Work} | ffmpeg: {Median(theirs, use => use.Wall):F2} s, {Median(theirs, use => use.Cpu):F2} s CPU | {wall:F2} | {contest.WallGoal:F2} | {cpu:F2} | {contest.CpuGoal:F2} | {memory:F2} | {MemoryGoal:F1} |"));
        return wall <= contest.WallGoal && cpu <= contest.CpuGoal && memory <= MemoryGoal;
    }

    private static ProcessUse RunOurs(Contest contest) => ProcessRun.Measure(contest.Ours.Command, contest.Ours.Arguments);

    private static IEnumerable<Contest> Contests(BenchmarkClips clips)
    {
        string giftgrab = Tools.GiftGrab;
        string h264 = clips.H264, small = clips.H264Small;
        string Out(string name) => clips.Output(name);
        Contest Plain(string work, string input, string[] ours, string[] theirs, string extension, double wall, double cpu) => new(
            work,
            (giftgrab, ["convert", input, Out("ours" + extension), "--overwrite", "--quiet", .. ours]),
            ["-i", input, .. theirs, Out("theirs" + extension)],
            wall,
            cpu);

        yield return Plain(
            "H.264 → BGRA observers → I420 → x264 ultrafast",
            h264,
            ["--source-format", "bgra", "--codec", "h264", "--preset", "ultrafast", "--quality", "23"],
            ["-vf", "format=bgra,format=yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "23"],
            ".mp4",
            0.70,
            0.85);
        yield return Plain(
            "H.264 → x264 ultrafast",
            h264,
            ["--codec", "h264", "--preset", "ultrafast", "--quality", "23"],
            ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "23"],
            ".mp4",
            0.97,
            1.00);
        yield return Plain(
            "H.264 720p → x265 ultrafast",
            small,
            ["--codec", "hevc", "--preset", "ultrafast", "--quality", "28"],
            ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "28", "-x265-params", "open-gop=0:log-level=none"],
            ".mp4",
            1.00,
            1.02);
        yield return Plain(
            "H.264 → SVT-AV1 preset 10",
            h264,
            ["--codec", "av1", "--preset", "10", "--quality", "35"],
            ["-c:v", "libsvtav1", "-preset", "10", "-crf", "35"],
            ".mkv",
            1.00,
            1.02);
        yield return Plain(
            "H.264 → FFV1, 4 slices",
            h264,
            ["--codec", "ffv1", "--codec-opt", "slices=4"],
            ["-c:v", "ffv1", "-level", "3", "-slices", "4", "-g", "1"],
            ".mkv",
            1.00,
            1.02);
        yield return Plain(
            "H.264 → Xvid",
            h264,
            ["--codec", "xvid", "--qp", "5"],
            ["-c:v", "mpeg4", "-vtag", "xvid", "-q:v", "5"],
            ".avi",
            1.00,
            1.02);
    }

    private static double Median(List<ProcessUse> uses, Func<ProcessUse, double> figure) => Middle([.. uses.Select(figure)]);

    private static double MedianRatio(List<ProcessUse> ours, List<ProcessUse> theirs, Func<ProcessUse, double> figure) =>
        Middle([.. ours.Zip(theirs, (us, them) => figure(us) / figure(them))]);

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
