using System.ComponentModel;
using System.Diagnostics;
using FFmpeg.AutoGen;
using GiftGrab.Tools.Bindings;

namespace GiftGrab.Tests.FFmpeg;

/// <summary>FFmpeg's headers and the tools that read them, where the machine has them.</summary>
internal static class HeaderTools
{
    private static readonly string[] Libraries = ["libavcodec", "libavdevice", "libavfilter", "libavformat", "libswresample", "libswscale"];

    /// <summary>Why nothing can be compiled against FFmpeg's headers here; null where it can.</summary>
    public static string? WhyNoCompiler() =>
        Compiler is null ? "neither gcc nor cc is installed"
        : Run("pkg-config", ["--exists", .. Libraries]).ExitCode != 0 ? "FFmpeg's -dev packages or pkg-config are not installed"
        : Run("pkg-config", "--modversion", "libavcodec").Output.Trim() is var version && !version.StartsWith(Wanted, StringComparison.Ordinal)
            ? $"the bindings are made from the headers of libavcodec {Wanted}, installed are those of {version}"
        : null;

    /// <summary>Why the bindings cannot be generated here; null where they can.</summary>
    public static string? WhyNoGenerator() =>
        WhyNoCompiler() ?? (Run("castxml", "--version").ExitCode != 0 ? "castxml is not installed" : null);

    /// <summary>Compiles the body of a C program that sees all of FFmpeg's headers, runs it and returns the lines that it prints.</summary>
    public static IReadOnlyList<string> RunC(IEnumerable<string> statements)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["program.c"], [Headers.Includes, "#include <stddef.h>", "#include <stdio.h>", "int main(void) {", .. statements, "return 0; }"]);
        string[] flags = Run("pkg-config", ["--cflags", .. Libraries]).Output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        (int exitCode, _, string errors) = Run(Compiler!, ["-w", .. flags, folder["program.c"], "-o", folder["program"]]);
        Assert.True(exitCode == 0, errors);
        return Run(folder["program"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Wanted => $"{ffmpeg.LIBAVCODEC_VERSION_MAJOR}.{ffmpeg.LIBAVCODEC_VERSION_MINOR}.";

    private static string? Compiler { get; } = Array.Find(["gcc", "cc"], name => Run(name, "--version").ExitCode == 0);

    private static (int ExitCode, string Output, string Errors) Run(string command, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }
        catch (Win32Exception)
        {
            return (-1, string.Empty, string.Empty);
        }
    }
}
