using System.Diagnostics;
using System.Text;
using System.Text.Json;
using GiftGrab.Cli;

namespace GiftGrab.Tests;

/// <summary>Runs the built command as a process, as its users do.</summary>
internal static class Giftgrab
{
    // The one of machine code where it is named, as test.sh does; else what was built with these tests.
    private static readonly string[] Command = Environment.GetEnvironmentVariable("GIFTGRAB") is { Length: > 0 } named
        ? [named]
        : [Host, Path.Combine(AppContext.BaseDirectory, "giftgrab.dll")];

    // Longer than any test takes: one whose command waits for ever fails, rather than all of them.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    /// <summary>The command as a script writes it.</summary>
    public static string ShellCommand => string.Join(' ', Command.Select(word => $"'{word}'"));

    /// <summary>Runs it to its end.</summary>
    public static CommandResult Run(params IEnumerable<string> arguments) => RunIn(Environment.CurrentDirectory, arguments);

    /// <summary>Runs it to its end in a folder.</summary>
    public static CommandResult RunIn(string folder, params IEnumerable<string> arguments)
    {
        using Process process = Start(folder, arguments);
        return Finish(process);
    }

    /// <summary>Runs a script of the shell in a folder to its end; <see cref="ShellCommand"/> is its name in there.</summary>
    public static CommandResult RunScript(string folder, string script)
    {
        using Process process = Begin(new ProcessStartInfo("bash", ["-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        });
        return Finish(process);
    }

    /// <summary>Runs it to its end where the dynamic loader looks into a folder first.</summary>
    public static CommandResult RunWithLibraries(string libraryFolder, params IEnumerable<string> arguments) =>
        RunWith("LD_LIBRARY_PATH", libraryFolder, arguments);

    /// <summary>Runs it to its end with a variable in its environment.</summary>
    public static CommandResult RunWith(string variable, string value, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = Describe(Environment.CurrentDirectory, arguments);
        start.Environment[variable] = value;
        using Process process = Begin(start);
        return Finish(process);
    }

    /// <summary>Runs it in this process: for the many command lines that are refused before anything begins.</summary>
    public static CommandResult RunHere(params IEnumerable<string> arguments)
    {
        using var results = new MemoryStream();
        using var messages = new MemoryStream();
        int exitCode;
        using (var output = new CommandOutput(results, messages))
        {
            exitCode = CommandLine.Run([.. arguments], output);
        }

        return new CommandResult(exitCode, Encoding.UTF8.GetString(results.ToArray()), Encoding.UTF8.GetString(messages.ToArray()));
    }

    /// <summary>Starts it.</summary>
    public static Process Start(string folder, params IEnumerable<string> arguments) => Begin(Describe(folder, arguments));

    /// <summary>Starts it with a standard input that the test writes.</summary>
    public static Process StartWithInput(string folder, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = Describe(folder, arguments);
        start.RedirectStandardInput = true;
        return Begin(start);
    }

    /// <summary>Writes a line to its standard input.</summary>
    public static void Tell(Process process, string command)
    {
        process.StandardInput.WriteLine(command);
        process.StandardInput.Flush();
    }

    /// <summary>Waits for its end.</summary>
    public static CommandResult Finish(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, errors.Result);
    }

    /// <summary>
    /// Reads the lines of a running <c>--json</c> up to the first event of a name that suits. Blocks: a continuation
    /// would wait for the pool that the other tests hold, while the recording goes on.
    /// </summary>
    public static JsonElement WaitFor(Process process, string name, Func<JsonElement, bool>? suits = null)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            JsonElement told = JsonDocument.Parse(line).RootElement;
            if (told.GetProperty("event").GetString() == name && suits?.Invoke(told) != false)
            {
                return told;
            }
        }

        throw new InvalidOperationException($"the recording ended by itself: {process.StandardError.ReadToEnd()}");
    }

    /// <summary>Reads the lines of a running <c>--json</c> up to the first progress with so many frames.</summary>
    public static void WaitForFrames(Process process, int frames) =>
        WaitFor(process, "progress", told => told.GetProperty("frames").GetInt64() >= frames);

    /// <summary>Sends it a signal, such as <c>TERM</c>.</summary>
    public static void Signal(Process process, string name)
    {
        using Process kill = Process.Start("kill", ["-s", name, $"{process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static Process Begin(ProcessStartInfo start)
    {
        Process process = Process.Start(start)!;
        _ = Task.Delay(LongestRun).ContinueWith(_ => Kill(process), TaskScheduler.Default);
        return process;
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended, as it should.
        }
    }

    // Signals as usual: a background job begins with some of them ignored, and so would all that it starts.
    private static ProcessStartInfo Describe(string folder, IEnumerable<string> arguments) => new("env", ["--default-signal", .. Command, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder,
    };

    // The dotnet command of the runtime that this test runs on: <root>/shared/<framework>/<version>/<assembly>.
    private static string Host => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", "dotnet"));
}

/// <summary>What a run of the command left.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as one JSON object.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails unless it recorded, if only what this machine, which may stand still for a second, read of a card in time: then it must say so.</summary>
    public void HasRecorded()
    {
        string told = Errors + Output;
        bool missed = told.Contains("not read in time", StringComparison.Ordinal) || told.Contains("not fetched in time", StringComparison.Ordinal);
        Assert.True(ExitCode == 0 || (ExitCode == 3 && missed), $"exit code {ExitCode}: {Errors}");
    }

    /// <summary>Fails unless it refused with one sentence that holds these words, and printed no result.</summary>
    public void IsRefused(int exitCode, params IEnumerable<string> words)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, expected {exitCode}: {Errors}");
        Assert.Empty(Output);
        string line = Assert.Single(ErrorLines);
        Assert.StartsWith("giftgrab: ", line, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
    }
}
