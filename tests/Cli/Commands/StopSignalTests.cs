using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class StopSignalTests
{
    [Theory]
    [InlineData("INT", "x.mp4")]
    [InlineData("TERM", "x.mkv")]
    [InlineData("HUP", "x.avi")]
    public void Record_OnASignal_FinalisesTheFile(string signal, string name)
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(folder.Path, "record", "test:320x240@30", name, "--json", "--stats-interval", "100ms");
        WaitForFrames(process);

        Signal(process, signal);
        CommandResult result = Giftgrab.Finish(process);

        Assert.True(result.ExitCode == 130, result.Errors);
        JsonElement finished = JsonDocument.Parse(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.Equal("signal", finished.GetProperty("stoppedBy").GetString());
        Assert.Equal(finished.GetProperty("outputs")[0].GetProperty("encoded").GetInt64(), Ffmpeg.CountFrames(folder[name]));
    }

    [Fact]
    public void Record_OnASignalSentTwiceAtOnce_FinalisesTheFile()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(folder.Path, "record", "test:320x240@30", "x.mp4", "--json", "--stats-interval", "100ms");
        WaitForFrames(process);

        Signal(process, "TERM");
        Signal(process, "TERM");
        CommandResult result = Giftgrab.Finish(process);

        Assert.True(result.ExitCode == 130, result.Errors);
        Assert.Contains("\"finalised\":true", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_OnASignalWhileTheSourceGivesNothing_FinalisesWhatCame()
    {
        using var folder = new TemporaryFolder();
        string clip = Clips.Make("stalls.ts", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=4", "-c:v", "mpeg2video", "-bf", "0");
        using (Process make = Process.Start("mkfifo", [folder["pipe.ts"]])!)
        {
            await make.WaitForExitAsync();
        }

        using Process process = Giftgrab.Start(folder.Path, "record", "pipe.ts", "x.mkv", "--json", "--stats-interval", "100ms", "--preset", "ultrafast");
        using FileStream pipe = await Task.Run(() => new FileStream(folder["pipe.ts"], FileMode.Open, FileAccess.Write));
        await pipe.WriteAsync(await File.ReadAllBytesAsync(clip));
        await pipe.FlushAsync();
        WaitForFrames(process);

        Signal(process, "TERM");
        CommandResult result = Giftgrab.Finish(process);

        Assert.True(result.ExitCode == 130, result.Errors);
        Assert.True(Ffmpeg.CountFrames(folder["x.mkv"]) > 3);
        JsonElement finished = JsonDocument.Parse(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.True(finished.GetProperty("outputs")[0].GetProperty("finalised").GetBoolean());
    }

    private static void WaitForFrames(Process process)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            JsonElement told = JsonDocument.Parse(line).RootElement;
            if (told.GetProperty("event").GetString() == "progress" && told.GetProperty("frames").GetInt64() > 3)
            {
                return;
            }
        }

        Assert.Fail($"the recording ended by itself: {process.StandardError.ReadToEnd()}");
    }

    private static void Signal(Process process, string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)])!;
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
