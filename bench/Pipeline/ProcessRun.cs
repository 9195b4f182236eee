using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace GiftGrab.Benchmarks.Pipeline;

/// <summary>What one run of a whole process took.</summary>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Cpu">Seconds of processor, user and system, of the process and its children.</param>
/// <param name="PeakBytes">The most memory that was resident.</param>
internal readonly record struct ProcessUse(double Wall, double Cpu, long PeakBytes);

/// <summary>Runs a command and measures it from outside.</summary>
internal static partial class ProcessRun
{
    private const int ChildrenOfThisProcess = -1;

    public static ProcessUse Measure(string command, IEnumerable<string> arguments)
    {
        // Else a command that waits until its file is on the disk waits for what others left to be written, too.
        WriteDisks();
        double before = ChildrenCpu();
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException($"{command} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        long peak = 0;

        // More often, and whoever keeps all processors busy is slowed down by being looked at.
        while (!process.WaitForExit(100))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} ended with {process.ExitCode}: {error.Result}{output.Result}");
        }

        return new ProcessUse(wall, ChildrenCpu() - before, peak);
    }

    private static long PeakOf(int pid)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2].Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double ChildrenCpu()
    {
        Usage usage = default;
        _ = GetUsage(ChildrenOfThisProcess, ref usage);
        return usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "sync")]
    private static partial void WriteDisks();

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, ref Usage usage);

    /// <summary>The head of the C library's struct rusage, and room for the rest of it.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
