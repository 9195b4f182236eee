using System.Globalization;

namespace GiftGrab.Benchmarks.Reliability;

/// <summary>Disks of twenty sizes that fill up while two files are recorded: one there, one elsewhere.</summary>
internal static class FullDiskProof
{
    private const int Sizes = 20;
    private const int Frames = 600;
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
            for (int megabytes = 1; megabytes <= Sizes; megabytes++)
            {
                RecordingKind kind = RecordingKind.All[megabytes % RecordingKind.All.Count];
                isProved &= Prove(args[0], kind, megabytes, folder);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return isProved ? 0 : 1;
    }

    private static bool Prove(string program, RecordingKind kind, int megabytes, string folder)
    {
        using MemoryDisk? disk = MemoryDisk.TryMount(Path.Combine(folder, $"disk{megabytes}"), megabytes);
        if (disk is null)
        {
            Console.WriteLine($"| {megabytes} MB | {kind.Name} | – | skipped: only root may mount a small disk | – | – |");
            return true;
        }

        string full = Path.Combine(disk.Path, $"full.{kind.Extension}");
        string other = Path.Combine(folder, $"other{megabytes}.mkv");

        // Enough bits to fill the disk; FFV1 makes them by itself.
        string[] rates = kind.Codec == "ffv1" ? ["--codec", "h264"] : ["--codec", "h264", "--bitrate", "40M", "--bitrate", "2M"];
        using var recorder = new Recorder(
            program,
            ["test:1280x720@30", full, other, "--frames", $"{Frames}", "--pace", "off", "--min-free", "0", "--codec", kind.Codec, .. rates]);
        int? code = recorder.WaitForExit(Longest);
        string said = recorder.Errors.Trim().ReplaceLineEndings(" ").Replace(disk.Path, "DISK", StringComparison.Ordinal);
        Playback played = Playback.Of(full, Rate);
        Playback complete = Playback.Of(other, Rate);
        File.Delete(other);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {megabytes} MB | {kind.Name} | {(code is { } known ? known : "hung")} | {said} | {played.Frames} | {complete.Frames} |"));
        return code == 1 && said.Contains("DISK/full", StringComparison.Ordinal) && played.Fault is null && complete is { Fault: null, Frames: Frames };
    }
}
