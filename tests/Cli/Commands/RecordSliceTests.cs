using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GiftGrab.Tests;

/// <summary>Recordings in slices, rings and other sizes.</summary>
public sealed class RecordSliceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Record_InSlicesOfTwoSeconds_LosesNoFrame()
    {
        CommandResult result = Succeeds("record", Clips.H264, "x.mkv", "--codec", "ffv1", "--slice", "2s", "--json");

        JsonElement[] parts = [.. JsonDocument.Parse(result.Output.Trim().Split('\n')[^1]).RootElement.GetProperty("outputs")[0].GetProperty("parts").EnumerateArray()];
        Assert.Equal(["x_1.mkv", "x_2.mkv", "x_3.mkv", "x_4.mkv", "x_5.mkv"], parts.Select(part => part.GetProperty("path").GetString()));
        Assert.Equal([0, 60, 120, 180, 240], parts.Select(part => part.GetProperty("firstFrame").GetInt32()));
        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264), Enumerable.Range(1, 5).SelectMany(number => Ffmpeg.FrameHashes(_folder[$"x_{number}.mkv"])));
        Assert.False(File.Exists(_folder["x.mkv"]));
    }

    [Fact]
    public void Record_SourceInTheName_IsTheSameInSlicesRingsSnapshotsAndAlone()
    {
        Directory.CreateDirectory(_folder["in"]);
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=s=96x64:r=30:d=1", "-c:v", "ffv1", _folder["in/demo.mkv"]);

        Succeeds("record", "in/demo.mkv", "{source}.mkv");
        Succeeds("record", "in/demo.mkv", "{source}_s{slice}.mkv", "--slice", "10s", "--pts", "{source}_s.txt");
        Succeeds("record", "in/demo.mkv", "{source}_r.mkv", "--ring", "1s", "--trigger-at", "0", "--snapshot-at", "0", "--snapshots", "{source}_p.png");
        Succeeds("snapshot", "in/demo.mkv", "{source}_q.png");
        Succeeds("record", "test:96x64@30", "{source}_s.mkv", "--slice", "10s", "--frames", "3");

        Assert.Equal(
            ["demo.mkv", "demo_p_1.png", "demo_q_1.png", "demo_r_1.mkv", "demo_s1.mkv", "demo_s_1.txt", "test-96x64@30_s_1.mkv"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Record_IntoTwoSizesAndSlicedByBytes_GivesEachItsOwn()
    {
        Succeeds("record", Clips.H264, "large.mkv", "small_{slice:03}.mp4", "--output-size", "320x180", "--output-size", "160x90", "--slice", "0", "--slice", "50kB", "--gop", "30");

        Assert.Equal(["320", "180"], Ffmpeg.ProbeVideo(_folder["large.mkv"], "width", "height"));
        string[] slices = [.. Directory.EnumerateFiles(_folder.Path, "small_*.mp4").Order()];
        Assert.InRange(slices.Length, 2, 50);
        Assert.Equal(["160", "90"], Ffmpeg.ProbeVideo(slices[^1], "width", "height"));
        Assert.Equal(300, slices.Sum(Ffmpeg.CountFrames));
    }

    [Fact]
    public void Record_FromARing_WritesWhatIsAroundTheTrigger()
    {
        Succeeds("record", Clips.FlashAndBeep, "x.mp4", "--ring", "3s", "--trigger-at", "6s", "--trigger-at", "7s", "--post-roll", "2s");

        // 3 s and 4 s are whole seconds, where the ring has key frames.
        Assert.Equal(150, Ffmpeg.CountFrames(_folder["x_1.mp4"]));
        Assert.Equal(150, Ffmpeg.CountFrames(_folder["x_2.mp4"]));
        Assert.Equal(["aac"], Ffmpeg.Probe("-select_streams", "a", "-show_entries", "stream=codec_name", "-of", "csv=p=0", _folder["x_1.mp4"]).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void Record_RingAndTheSignalUsr1_WritesAFileAndSaysHowOnStart()
    {
        using Process process = Giftgrab.Start(_folder.Path, "record", "sim:96x64@30", "x.mkv", "--ring", "1s", "--post-roll", "100ms");
        string? told;
        do
        {
            told = process.StandardError.ReadLine();
        }
        while (told is not null && !told.Contains("kill -USR1", StringComparison.Ordinal));
        Assert.EndsWith($"the signal USR1 writes a file of it: kill -USR1 {process.Id}", told, StringComparison.Ordinal);

        Giftgrab.Signal(process, "USR1");
        SpinWait.SpinUntil(() => File.Exists(_folder["x_1.mkv"]), TimeSpan.FromSeconds(20));
        Giftgrab.Signal(process, "INT");
        CommandResult result = Giftgrab.Finish(process);

        Assert.Equal(130, result.ExitCode);
        Assert.InRange(Ffmpeg.CountFrames(_folder["x_1.mkv"]), 1, 70);
    }

    [Fact]
    public void Record_SignalUsr1WithoutARing_WarnsAndGoesOn()
    {
        using Process process = Giftgrab.Start(_folder.Path, "record", "sim:96x64@30", "x.mkv", "--json");
        Giftgrab.WaitFor(process, "started");

        Giftgrab.Signal(process, "USR1");
        JsonElement warning = Giftgrab.WaitFor(process, "warning");
        Giftgrab.Signal(process, "INT");
        CommandResult result = Giftgrab.Finish(process);

        Assert.Contains("no output keeps one; --ring makes it", warning.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(130, result.ExitCode);
        Assert.True(Ffmpeg.CountFrames(_folder["x.mkv"]) > 0);
    }

    [Fact]
    public void Record_RingThatNothingTriggers_SaysThatNoFileWasWritten()
    {
        CommandResult result = Giftgrab.RunHere("record", "test:96x64@30", _folder["x.mkv"], "--ring", "1s", "--frames", "20", "--pace", "off");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("x.mkv: no file of the ring was written, as no trigger came before the end", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Record_RingAndTheSignalUsr1WhereNoSectionIsOpen_WarnsAndGoesOn()
    {
        using Process process = Giftgrab.StartWithInput(
            _folder.Path, "record", "sim:96x64@30", "x.mkv", "--ring", "1s", "--control", "stdin", "--start-stopped", "--json");
        Giftgrab.WaitFor(process, "started");

        Giftgrab.Signal(process, "USR1");
        JsonElement before = Giftgrab.WaitFor(process, "warning");
        Giftgrab.Tell(process, "START");
        Giftgrab.Tell(process, "STOP");
        Giftgrab.WaitFor(process, "control", told => told.GetProperty("command").GetString() == "STOP");
        Giftgrab.Signal(process, "USR1");
        JsonElement after = Giftgrab.WaitFor(process, "warning");
        Giftgrab.Tell(process, "QUIT");
        CommandResult result = Giftgrab.Finish(process);

        Assert.All([before, after], warning => Assert.Contains("writes no file of the ring: no section is open; START opens one", warning.GetProperty("message").GetString(), StringComparison.Ordinal));
        result.HasRecorded();
    }

    [Theory]
    [InlineData]
    [InlineData("--control", "stdin")]
    public void Record_RingAndTheSignalUsr1WhereNoFileCanBeMade_WarnsAndFails(params string[] control)
    {
        Directory.CreateDirectory(_folder["gone"]);
        using Process process = Giftgrab.StartWithInput(_folder.Path, ["record", "sim:96x64@30", "gone/x.mkv", "--ring", "1s", "--json", .. control]);
        Giftgrab.WaitFor(process, "started");
        Directory.Delete(_folder["gone"]);

        Giftgrab.Signal(process, "USR1");
        string? warning = null;
        Giftgrab.WaitFor(process, "warning", told => (warning = told.GetProperty("message").GetString()!).Contains("cannot be written", StringComparison.Ordinal));
        Giftgrab.Signal(process, "INT");
        CommandResult result = Giftgrab.Finish(process);

        Assert.Contains("gone does not exist", warning, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Record_RingAndMotion_WritesTheMovingPart()
    {
        Ffmpeg.Run(
            "-f", "lavfi", "-i", "color=gray:s=96x64:r=30:d=4", "-f", "lavfi", "-i", "testsrc=s=96x64:r=30:d=1", "-f", "lavfi", "-i", "color=gray:s=96x64:r=30:d=4",
            "-filter_complex", "concat=n=3:v=1", "-c:v", "ffv1", _folder["in.mkv"]);

        Succeeds("record", "in.mkv", "x.mkv", "--codec", "ffv1", "--ring", "1s", "--motion", "2", "--post-roll", "1s");

        // Still until 4 s, moving until 5 s; a source that does not wait is looked at now and then.
        Assert.Equal(["in.mkv", "x_1.mkv"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
        Assert.InRange(Ffmpeg.CountFrames(_folder["x_1.mkv"]), 60, 125);
    }

    [Theory]
    [InlineData("1s")]
    [InlineData("30f")]
    public void Record_RingOfASecond_KeepsASecondHoweverItIsSaid(string size)
    {
        Succeeds("record", Clips.H264, "x.mkv", "--codec", "ffv1", "--ring", size, "--trigger-at", "5s", "--post-roll", "0s");

        Assert.Equal(30, Ffmpeg.CountFrames(_folder["x_1.mkv"]), 1.0);
    }

    [Fact]
    public void Record_RingExact_BeginsWithinAGroup()
    {
        Succeeds("record", Clips.H264, "x.mp4", "--ring", "3s", "--pre-roll", "1500ms", "--trigger-at", "5s", "--post-roll", "1s", "--ring-exact");

        Assert.Equal(75, Ffmpeg.CountFrames(_folder["x_1.mp4"]));
    }

    [Fact]
    public void Record_TriggerBehindTheEnd_SaysThat() => Assert.Contains(
        "x_1.mkv was not begun: the recording ended at 10 s, before the moment at 30 s that it was to be about.",
        Giftgrab.RunIn(_folder.Path, "record", Clips.H264, "x.mkv", "--ring", "1s", "--trigger-at", "30s").Errors,
        StringComparison.Ordinal);

    [Fact]
    public void Record_RingLargerThanItsMemory_IsAMistakeOfUsage()
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "record", Clips.H264, "x.mkv", "--codec", "raw", "--ring", "1h", "--ring-memory", "1M");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("A ring of 3600 s is estimated to take ", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("no file of the ring was written", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Record_SliceOnCommandWithoutAChannel_IsRefused() => Giftgrab.RunHere("record", Clips.H264, _folder["x.mkv"], "--slice", "command")
        .IsRefused(2, "--slice command waits for the command SPLIT", "--control stdin");

    [Fact]
    public void Record_PreRollLongerThanTheRing_IsRefused() => Giftgrab.RunHere(
            "record", Clips.H264, _folder["x.mkv"], "--ring", "1s", "--pre-roll", "2s", "--trigger-at", "3s")
        .IsRefused(2, "--pre-roll 2s asks for more than --ring 1s keeps");

    [Fact]
    public void Record_ToldToSplitAndTrigger_WritesFiles()
    {
        using Process process = Giftgrab.StartWithInput(
            _folder.Path, "record", "test:96x64@30", "film.mkv", "--slice", "command", "--control", "stdin");
        Giftgrab.Tell(process, "SPLIT");
        Giftgrab.Tell(process, "TRIGGER");
        string split = process.StandardOutput.ReadLine()!;
        string triggered = process.StandardOutput.ReadLine()!;
        process.StandardInput.Close();
        CommandResult result = Giftgrab.Finish(process);

        Match frame = Regex.Match(split, @"^OK SPLIT: goes on in a new file from frame (\d+) on \[film_sec1_2\.mkv\]");
        Assert.True(frame.Success, split);
        Assert.Equal(frame.Groups[1].Value, $"{Ffmpeg.CountFrames(_folder["film_sec1_1.mkv"])}");
        Assert.StartsWith("ERROR no ring runs", triggered, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(_folder["film_sec1_1.mkv"]));
    }

    private CommandResult Succeeds(params IEnumerable<string> arguments)
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, arguments);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}: {result.Errors}");
        return result;
    }
}
