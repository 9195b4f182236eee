using System.Diagnostics;
using System.Text.Json;

namespace GiftGrab.Tests;

/// <summary>What <c>--show-plan</c> prints makes the same file again.</summary>
public sealed class ShowPlanTests : IDisposable
{
    private const string Command = "giftgrab record ";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Record_OfAPreset_PrintsACommandForEachOutputThatMakesItAgainWithoutTheFile()
    {
        File.WriteAllText(_folder["config.json"], """
            {
              "presets": {
                "theatre": {
                  "source": "test:320x180", "outputs": ["it's small.mp4", "exact.mkv"],
                  "options": { "frames": 20, "codec": ["h264", "ffv1"], "every": 2, "pts": ["a.txt", "b.txt"], "pace": "off" }
                }
              },
              "sources": { "test:320x180": { "fps": 10 } }
            }
            """);

        CommandResult result = Giftgrab.RunIn(_folder.Path, "record", "theatre", "--config", "config.json", "--show-plan");

        Assert.True(result.ExitCode == 0, result.Errors);
        string[][] commands = CommandsOf(result);
        Assert.Equal(2, commands.Length);
        Assert.DoesNotContain("theatre", commands[0]);
        MakesAgain(commands[0], "it's small.mp4", "a.txt");
        MakesAgain(commands[1], "exact.mkv", "b.txt");
        Assert.Contains(result.ErrorLines, line => line.StartsWith("plan: test:320x180 (320x180, yuv420p, 10 fps) -> 1 frame of 2 -> libx264 (", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("test:", "--quality-preset high --every 3 --size 320x180")]
    [InlineData("test:", "--codec hevc --low-latency --repeat-headers --threads 1 --codec-opt x265-params=aq-mode=2 --size 320x180")]
    [InlineData("test:", "--bitrate 300k --threads 1 --speed 2 --output-size 160x90 --preset slow --gop 7 --size 320x180")]
    [InlineData("test:", "--lossless --codec h264 --source-format bgr0 --sub-frame 10,10,100,80 --size 320x180")]
    [InlineData("test:", "--codec mjpeg --size 320x180 --fps 12.5")]
    [InlineData("test:", "--codec vp9 --size 320x180 --codec-opt cpu-used=7")]
    [InlineData("av.mp4", "--audio-offset=-40ms --audio-filter volume=0.5 --fps 15 --title x=y")]
    public void Record_OfAnySettings_PrintsACommandThatMakesTheSame(string source, string options)
    {
        source = source == "test:" ? source : Clips.FlashAndBeep;

        CommandResult result = Giftgrab.RunIn(
            _folder.Path, ["record", "-i", source, "-o", "film.mkv", "--frames", "30", "--pace", "off", "--show-plan", "--quiet", .. options.Split(' ')]);

        Assert.True(result.ExitCode == 0, result.Errors);
        MakesAgain(Assert.Single(CommandsOf(result)), "film.mkv");
    }

    [Fact]
    public void Convert_OfSound_PrintsACommandThatMakesTheSame()
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "convert", Clips.FlashAndBeep, "beep.m4a", "--show-plan");

        Assert.True(result.ExitCode == 0, result.Errors);
        string[] words = Words(Assert.Single(result.ErrorLines, line => line.StartsWith("giftgrab convert ", StringComparison.Ordinal)));
        Assert.Contains(result.ErrorLines, line => line.StartsWith("plan: ", StringComparison.Ordinal) && line.EndsWith("-> m4a beep.m4a", StringComparison.Ordinal));
        MakesAgain(words, "beep.m4a");
    }

    [Fact]
    public void Record_AsJson_TellsThePlanOfEachOutputAndNobodyElseDoes()
    {
        string[] told = ["record", "-i", "test:160x90", "-o", _folder["a.mkv"], "--frames", "3", "--pace", "off", "--json"];

        JsonElement with = Started(Giftgrab.Run([.. told, "--show-plan"]));
        JsonElement without = Started(Giftgrab.Run([.. told, "--overwrite"]));

        Assert.StartsWith("test:160x90 (", with.GetProperty("plan").GetString(), StringComparison.Ordinal);
        Assert.StartsWith(Command, with.GetProperty("command").GetString(), StringComparison.Ordinal);
        Assert.False(without.TryGetProperty("plan", out _));
        Assert.False(without.TryGetProperty("command", out _));
    }

    [Fact]
    public void Record_OfAnAddressWithAPassword_HidesItAndSaysSo()
    {
        using var server = new HttpFile(Clips.Short);
        string address = server.Address.Replace("http://", "http://ann:topsecret@", StringComparison.Ordinal) + "?token=hush";

        CommandResult result = Giftgrab.Run("record", address, _folder["a.mkv"], "--frames", "3", "--show-plan");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.DoesNotContain("topsecret", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", result.Errors, StringComparison.Ordinal);
        string line = Assert.Single(result.ErrorLines, line => line.StartsWith(Command, StringComparison.Ordinal));
        Assert.EndsWith("# secrets are hidden: put them in place of ***", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--control stdin")]
    [InlineData("--defer")]
    public void Record_WhereThePlanIsNotKnownWhileItRecords_IsRefused(string option)
    {
        CommandResult result = Giftgrab.RunHere(["record", "-i", "test:", "-o", _folder["a.mp4"], "--show-plan", .. option.Split(' ')]);

        result.IsRefused(2, "--show-plan", option.Split(' ')[0]);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    private static JsonElement Started(CommandResult result)
    {
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonDocument.Parse(result.Output.Split('\n')[0]).RootElement.GetProperty("outputs")[0];
    }

    private static string[][] CommandsOf(CommandResult result) =>
        [.. result.ErrorLines.Where(line => line.StartsWith(Command, StringComparison.Ordinal)).Select(Words)];

    /// <summary>What a shell makes of a line.</summary>
    private static string[] Words(string line)
    {
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"printf '%s\\n' {line}"]) { RedirectStandardOutput = true })!;
        string[] words = shell.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        shell.WaitForExit();
        return words;
    }

    /// <summary>Runs a command in a folder of its own, and compares what it encodes.</summary>
    private void MakesAgain(string[] command, params string[] files)
    {
        string again = Directory.CreateDirectory(_folder[Guid.NewGuid().ToString("N")]).FullName;
        Assert.Equal("giftgrab", command[0]);

        CommandResult result = Giftgrab.RunIn(again, command[1..]);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(files.Order(), Directory.GetFiles(again).Select(Path.GetFileName).Order());
        foreach (string file in files)
        {
            Assert.Equal(ContentOf(_folder[file]), ContentOf(Path.Combine(again, file)));
        }
    }

    private static string ContentOf(string path) => path.EndsWith(".txt", StringComparison.Ordinal)
        ? File.ReadAllText(path)
        : Ffmpeg.Run("-i", path, "-map", "0", "-c", "copy", "-f", "framemd5", "-");
}
