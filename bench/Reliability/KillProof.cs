using System.Collections.Concurrent;
using System.Globalization;

namespace GiftGrab.Benchmarks.Reliability;

/// <summary><c>kill -9</c> at random instants of a live recording: what is left must play without repair.</summary>
internal static class KillProof
{
    private const int Kills = 40;
    private const double LongestLoss = 1.0;
    private const double Recorded = 5;
    private static readonly FrameRate Rate = new(30);

    /// <summary>Prints the table. Arguments: the giftgrab program, and a part of the kinds' names.</summary>
    public static int Run(string[] args)
    {
        string filter = args.ElementAtOrDefault(1) ?? string.Empty;
        Console.WriteLine($"| Killed while recording | Kills | Play without repair | Lost, median | Lost, most (goal {LongestLoss:F1} s) |");
        Console.WriteLine("|---|---|---|---|---|");
        bool isProved = true;
        foreach (RecordingKind kind in RecordingKind.All.Where(kind => kind.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            isProved &= Prove(args[0], kind);
        }

        return isProved ? 0 : 1;
    }

    private static bool Prove(string program, RecordingKind kind)
    {
        var losses = new ConcurrentBag<double>();
        var faults = new ConcurrentBag<string>();
        string folder = Directory.CreateTempSubdirectory("giftgrab-kill-").FullName;
        try
        {
            // Instants over the whole recording and its finalising, the same in every run.
            var random = new Random(kind.Name.Length);
            double[] instants = [.. Enumerable.Range(0, Kills).Select(_ => random.NextDouble() * (Recorded + 0.5))];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
            Parallel.For(0, Kills, parallel, i => KillOnce(program, kind, Path.Combine(folder, $"{i}.{kind.Extension}"), instants[i], losses, faults));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        double[] sorted = [.. losses.Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {kind.Name}, with sound, 640x360 at 30 | {Kills} | {Kills - faults.Count} | {sorted[sorted.Length / 2]:F2} s | {sorted[^1]:F2} s |"));
        foreach (string fault in faults)
        {
            Console.Error.WriteLine($"{kind.Name}: {fault}");
        }

        return faults.IsEmpty && sorted[^1] <= LongestLoss;
    }

    private static void KillOnce(
        string program, RecordingKind kind, string path, double instant, ConcurrentBag<double> losses, ConcurrentBag<string> faults)
    {
        using var recorder = new Recorder(
            program, "test:640x360@30,sound", path, "--codec", kind.Codec, "--duration", Recorded.ToString(CultureInfo.InvariantCulture));
        recorder.Started.Wait();
        Thread.Sleep(TimeSpan.FromSeconds(Math.Max(0, instant - recorder.Position)));
        double recorded = Math.Min(recorder.Position, Recorded);
        recorder.Kill();

        Playback playback = Playback.Of(path, Rate);
        double lost = recorded - playback.End;
        losses.Add(lost);
        bool hadNoTime = playback.Frames == 0 && recorded <= LongestLoss;
        if (playback.Fault is not null && !hadNoTime)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"killed at {recorded:F2} s: {playback.Fault}"));
        }
    }
}
