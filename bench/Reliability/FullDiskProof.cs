using System.Globalization;

namespace GiftGrab.Benchmarks.Reliability;

/// <summary>Disks of twenty sizes that fill up while two files are recorded: one there, one elsewhere.</summary>
internal static class FullDiskProof
{
    private const int Sizes = 20;
    private const int Frames = 150;
    private const int Step = 15;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly FrameRate Rate = new(30);

    /// <summary>Prints the table. Argument: the giftgrab program.</summary>
    public static int Run(string[] args)
    {
        Console.WriteLine("| Disk | Recording | Exit code | What it said | Frames that play from the full disk | Frames of the other output |");
        Console.WriteLine("|---|---|---|---|---|---|");
        string folder = Directory.CreateTempSubdirectory("giftgrab-full-").FullName;
        bool isProved = true;
        try
        {
            for (int size = 1; size <= Sizes; size++)
            {
                RecordingKind kind = RecordingKind.All[size % RecordingKind.All.Count];
                isProved &= Prove(args[0], kind, size * Step, folder);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return isProved ? 0 : 1;
    }

    private static bool Prove(string program, RecordingKind kind, int kilobytes, string folder)
    {
        using MemoryDisk? disk = MemoryDisk.TryMount(Path.Combine(folder, $"disk{kilobytes}"), kilobytes);
        if (disk is null)
        {
            Console.WriteLine($"| {kilobytes} KB | {kind.Name} | – | skipped: only root may mount a small disk | – | – |");
            return true;
        }

        string full = Path.Combine(disk.Path, $"full.{kind.Extension}");
        string other = Path.Combine(folder, $"other{kilobytes}.mkv");

        // Enough bits to fill the disk; FFV1 makes them by itself.
        string[] quantisers = kind.Codec == "ffv1" ? [] : ["--qp", "4", "--qp", "23"];
        using var recorder = new Recorder(
            program,
            ["test:640x360@30,sound", full, other, "--frames", $"{Frames}", "--pace", "off", "--min-free", "0", "--codec", kind.Codec, "--codec", "h264", .. quantisers]);
        int? code = recorder.WaitForExit(Longest);
        string said = recorder.Errors.Trim().ReplaceLineEndings(" ").Replace(disk.Path, "DISK", StringComparison.Ordinal);
        Playback played = Playback.Of(full, Rate);
        Playback complete = Playback.Of(other, Rate);
        File.Delete(other);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {kilobytes} KB | {kind.Name} | {(code is { } known ? known : "hung")} | {said} | {played.Frames} | {complete.Frames} |"));

        // On the smallest disks there is no room for a header and a picture: then no file is left.
        bool isHonest = played.Fault is null || !File.Exists(full);
        return code == 1 && said.Contains("DISK/full", StringComparison.Ordinal) && isHonest && complete is { Fault: null, Frames: Frames };
    }
}
