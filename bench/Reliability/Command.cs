using System.Diagnostics;

namespace GiftGrab.Benchmarks.Reliability;

/// <summary>Runs a command to its end.</summary>
internal static class Command
{
    /// <returns>Its exit code and all that it printed.</returns>
    public static (int Code, string Text) Run(string command, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{command} did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
