using System.Text.Json;
using System.Text.RegularExpressions;

namespace GiftGrab.Tests;

[Collection("real time")]
public sealed class LiveRecordTests
{
    [Fact]
    public void Record_OfASourceThatIsIdleFromTheBeginning_SaysThatNothingCame()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", "sim:160x120@30,lose=0", "x.mp4", "--idle", "500ms", "--json");

        Assert.True(result.ExitCode == 1, result.Errors);
        JsonElement finished = JsonDocument.Parse(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        Assert.Equal("idle", finished.GetProperty("stoppedBy").GetString());
        Assert.Equal("giftgrab: sim:160x120@30,lose=0 gave no picture, so that nothing was recorded", Assert.Single(result.ErrorLines));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Idle_AfterASourceFellSilent_EndsWithAPlayableFile()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", "sim:160x120@30,lose=1", "x.mp4", "--idle", "1", "--json");

        JsonElement finished = Finished(result);
        result.HasRecorded();
        Assert.Equal("idle", finished.GetProperty("stoppedBy").GetString());
        Assert.Equal(finished.GetProperty("outputs")[0].GetProperty("encoded").GetInt32(), Ffmpeg.CountFrames(folder["x.mp4"]));
    }

    [Fact]
    public void Idle_ToldToPeople_NamesTheReasonOfTheEnd()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", "sim:160x120@30,lose=1", "x.mp4", "--idle", "500ms");

        result.HasRecorded();
        Assert.Equal("giftgrab: ended idle: nothing came for as long as --idle allows", result.ErrorLines[^1]);
    }

    [Fact]
    public void Unplugged_AndBack_GoesOnInTheSameFileWithTheGapTold()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "sim:160x120@30,unplug=1,replug=1.5,unplug=3", "x.mkv", "--idle", "1", "--sidecar", "--json");

        JsonElement output = Finished(result).GetProperty("outputs")[0];
        JsonElement gap = output.GetProperty("gaps")[0];
        IReadOnlyList<SidecarGap> gaps = Sidecar.Read(folder["x.mkv.json"]).Video!.Gaps;
        SidecarGap told = gaps[0];

        // The second loss lasts to the end.
        Assert.Equal(2, gaps.Count);
        Assert.InRange(gaps[1].Start, told.End, 3.2);
        Assert.InRange(gaps[1].End, gaps[1].Start + 0.5, gaps[1].Start + 10);
        result.HasRecorded();
        Assert.Equal(1.0, gap.GetProperty("start").GetDouble(), 0.1);
        Assert.Equal((gap.GetProperty("start").GetDouble(), gap.GetProperty("end").GetDouble()), (told.Start, told.End));
        Assert.Equal("The card sim:160x120@30 is not plugged in.", told.Reason);
        Assert.Equal(output.GetProperty("encoded").GetInt32(), Ffmpeg.CountFrames(folder["x.mkv"]));
        double[] times = Ffmpeg.FrameTimes(folder["x.mkv"]);
        Assert.Contains(times, time => Math.Abs(time - times[0] - told.End) < 0.002);
        Assert.Contains("is lost: The card sim:160x120@30 is not plugged in.", result.Errors, StringComparison.Ordinal);
        Assert.Equal(
            ["running", "lost", "reconnecting", "running", "lost", "reconnecting", "stopped"],
            Events(result, "source-state").Select(change => change.GetProperty("state").GetString()));
    }

    [Theory]
    [InlineData("unplug=1,replug=5")]
    [InlineData("unplug=1")]
    public void Duration_OverWhileTheSourceIsLost_EndsWithTheLossMarked(string events)
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", $"sim:160x120@30,{events}", "x.mkv", "-t", "3s", "--sidecar", "--json");

        result.HasRecorded();
        JsonElement finished = Finished(result);
        JsonElement gap = Assert.Single(finished.GetProperty("outputs")[0].GetProperty("gaps").EnumerateArray());
        SidecarGap told = Assert.Single(Sidecar.Read(folder["x.mkv.json"]).Video!.Gaps);
        Assert.Equal("limit", finished.GetProperty("stoppedBy").GetString());
        Assert.Equal((gap.GetProperty("start").GetDouble(), gap.GetProperty("end").GetDouble()), (told.Start, told.End));
        Assert.Equal(3, told.End);
        Assert.Equal(3, finished.GetProperty("outputs")[0].GetProperty("duration").GetDouble(), 0.01);
        Assert.Equal("3.000000", Ffmpeg.Probe("-show_entries", "format=duration", "-of", "csv=p=0", folder["x.mkv"]).Trim());
    }

    [Fact]
    public void TimeOffset_OfLiveSources_MovesTheirTimesOfCapture()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "-i", "sim:160x120@30", "-i", "sim:160x120@30", "-o", "a.mkv", "-o", "b.mkv", "--frames", "3",
            "--wall-clock", "a.txt", "--wall-clock", "b.txt", "--time-offset", "0", "--time-offset", "1h");

        Assert.True(result.ExitCode == 0, result.Errors);
        long[] first = [.. ((string[])["a.txt", "b.txt"]).Select(name => FirstCapture(folder[name]))];
        Assert.InRange((first[1] - first[0]) / 1e9, 3590, 3610);
    }

    [Theory]
    [InlineData("soon", "200ms")]
    [InlineData("2h", "-3600 s to 3600 s")]
    public void TimeOffset_ThatCannotBe_IsRefused(string offset, string says) =>
        Giftgrab.RunHere("record", "sim:", "x.mkv", "--time-offset", offset).IsRefused(2, says);

    [Fact]
    public void SimulatedDevices_ByTheEnvironment_StandInWithAWarning()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunWith(
            "GIFTGRAB_SIMULATE_DEVICES", "1", "record", "v4l2:/dev/video0", folder["x.mkv"], "--source-size", "320x180", "--frames", "3");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("GIFTGRAB_SIMULATE_DEVICES", result.Errors, StringComparison.Ordinal);
        Assert.Equal(["320", "180"], Ffmpeg.ProbeVideo(folder["x.mkv"], "width", "height"));
    }

    [Fact]
    public void SimulatedDevices_ByTheEnvironment_AreToldToPrograms()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunWith(
            "GIFTGRAB_SIMULATE_DEVICES", "1", "record", "v4l2:/dev/video0", folder["x.mkv"], "--source-size", "320x180", "--frames", "3", "--json", "--sidecar");

        Assert.True(result.ExitCode == 0, result.Errors);
        JsonElement[] events = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Contains(events, one => one.GetProperty("event").GetString() == "warning"
            && one.GetProperty("message").GetString()!.Contains("v4l2:/dev/video0 is simulated", StringComparison.Ordinal));
        JsonElement started = Assert.Single(events, one => one.GetProperty("event").GetString() == "started");
        Assert.True(started.GetProperty("source").GetProperty("simulated").GetBoolean());
        Assert.True(Sidecar.Read(Sidecar.PathFor(folder["x.mkv"])).Simulated);
    }

    [Theory]
    [InlineData("sim:96x64@30", true)]
    [InlineData("test:96x64@30", null)]
    public void Record_OfASource_SaysInTheSidecarWhetherItIsSimulated(string source, bool? isSimulated)
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunHere("record", source, folder["x.mkv"], "--frames", "3", "--sidecar");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(isSimulated, Sidecar.Read(Sidecar.PathFor(folder["x.mkv"])).Simulated);
    }

    [Fact]
    public void SimulatedDevices_AnotherValue_IsRefused() => Giftgrab.RunWith("GIFTGRAB_SIMULATE_DEVICES", "yes", "record", "v4l2:/dev/video0", "x.mkv")
        .IsRefused(1, "GIFTGRAB_SIMULATE_DEVICES=yes", "allowed are 1");

    [Fact]
    public void Record_OfACardThatIsReadTooSlowly_CountsWhatItMissed()
    {
        using var folder = new TemporaryFolder();

        // The encoder holds up the source, whose card makes far more than any machine encodes.
        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "sim:1280x720@500,format=yuv444p16le", "x.mkv", "--frames", "150", "--codec", "ffv1", "--when-full", "block", "--sidecar", "--json");

        long missed = Finished(result).GetProperty("outputs")[0].GetProperty("missed").GetInt64();
        SidecarVideo video = Sidecar.Read(folder["x.mkv.json"]).Video!;
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(0, video.Dropped);
        Assert.Equal(missed, video.Missed);
        Assert.True(missed > 0);
    }

    [Fact]
    public void Record_OfACardThatLosesItsSignalForAMoment_TellsTheGap()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, "record", "sim:160x120@30,lose=1,restore=2", "x.mkv", "-t", "3s", "--sidecar", "--json");

        // A busy machine has not read the last picture before the loss.
        SidecarGap gap = Assert.Single(Sidecar.Read(folder["x.mkv.json"]).Video!.Gaps, gap => gap.Reason == "sim:160x120@30 has no signal.");
        Assert.InRange(gap.Start, 0.5, 1.001);
        Assert.InRange(gap.End, 1.9, 2.5);
    }

    [Fact]
    public void WhileLost_NoSignal_FillsTheGap()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "sim:160x120@30,unplug=1,replug=1.5,lose=3", "x.mkv", "--idle", "2", "--while-lost", "no-signal", "--json");

        JsonElement output = Finished(result).GetProperty("outputs")[0];
        JsonElement gap = output.GetProperty("gaps").EnumerateArray().First(gap => gap.GetProperty("reason").GetString()!.EndsWith("not plugged in.", StringComparison.Ordinal));
        Assert.True(gap.GetProperty("substitutes").GetInt64() >= 10, $"{gap}");
        double[] times = Ffmpeg.FrameTimes(folder["x.mkv"]);
        int within = times.Count(time => time - times[0] > gap.GetProperty("start").GetDouble() - 0.002 && time - times[0] < gap.GetProperty("end").GetDouble() - 0.002);
        Assert.Equal(gap.GetProperty("substitutes").GetInt64(), within);
    }

    [Fact]
    public void FormatChange_NewFile_BothFilesAreWhole()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "sim:160x120@30,size=1:320x240", "x.mkv", "--frames", "50", "--on-format-change", "new-file", "--manifest", "all.json");

        result.HasRecorded();
        Assert.Equal(50, Ffmpeg.CountFrames(folder["x.mkv"]) + Ffmpeg.CountFrames(folder["x-2.mkv"]));
        Assert.Equal(["320", "240"], Ffmpeg.ProbeVideo(folder["x-2.mkv"], "width", "height"));
        Assert.Contains("x-2.mkv", File.ReadAllText(folder["all.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", 0)]
    [InlineData("last", 10)]
    public void FormatChange_InALoss_IsTheEndOfTheFirstFileAndPartOfTheDuration(string whileLost, int substitutes)
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "sim:160x120@30,lose=1,size=1.5:320x240,restore=2", "x.mkv", "-t", "3s", "--on-format-change", "new-file",
            "--while-lost", whileLost, "--sidecar", "--json");

        result.HasRecorded();
        SidecarGap gap = Sidecar.Read(folder["x.mkv.json"]).Video!.Gaps[^1];
        Assert.Equal("sim:160x120@30 has no signal.", gap.Reason);
        Assert.InRange(gap.End, 1.9, 3);
        Assert.True(gap.Substitutes >= substitutes, $"{gap.Substitutes} pictures are told to be made up.");
        double[] times = Ffmpeg.FrameTimes(folder["x-2.mkv"]);
        Assert.InRange(times[^1] - times[0], 0, 1.1);
    }

    [Fact]
    public void FormatChange_NewFileInSlices_IsTheNextSlice()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "sim:160x120@30,size=1:320x240", "x.mkv", "--frames", "50", "--on-format-change", "new-file", "--slice", "1m");

        result.HasRecorded();
        Assert.Equal(["x_1.mkv", "x_2.mkv"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(50, Ffmpeg.CountFrames(folder["x_1.mkv"]) + Ffmpeg.CountFrames(folder["x_2.mkv"]));
        Assert.Equal(["320", "240"], Ffmpeg.ProbeVideo(folder["x_2.mkv"], "width", "height"));
    }

    [Fact]
    public void FormatChange_Usually_StopsWithAllThatCameBefore()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", "sim:160x120@30,size=1:320x240", "x.mkv");

        Assert.Equal(1, result.ExitCode);
        Match told = Regex.Match(result.Errors, "changed from 160x120 yuv420p to 320x240 yuv420p after ([0-9]+) frames");
        Assert.Equal(told.Groups[1].Value, $"{Ffmpeg.CountFrames(folder["x.mkv"])}");
    }

    [Fact]
    public void Latency_OfALiveSource_IsInTheResult()
    {
        using var folder = new TemporaryFolder();

        CommandResult live = Giftgrab.RunIn(folder.Path, "record", "sim:160x120@30", "x.mkv", "--frames", "30", "--json");
        CommandResult pattern = Giftgrab.RunIn(folder.Path, "record", "test:160x120@30,frames=5", "y.mkv", "--json");

        JsonElement latency = Finished(live).GetProperty("outputs")[0].GetProperty("latency");
        Assert.Equal(30, latency.GetProperty("frames").GetInt64());
        Assert.True(latency.GetProperty("p50").GetDouble() <= latency.GetProperty("p95").GetDouble());
        Assert.True(latency.GetProperty("p95").GetDouble() <= latency.GetProperty("p99").GetDouble());
        Assert.Equal(JsonValueKind.Null, Finished(pattern).GetProperty("outputs")[0].GetProperty("latency").ValueKind);
    }

    [Theory]
    [InlineData("sim:160x120@30", "--idle 0.2s", "0.5 s and up")]
    [InlineData("sim:160x120@30", "--idle soon", "\"soon\"")]
    [InlineData("sim:160x120@30", "--while-lost static", "none, last, black, no-signal")]
    [InlineData("sim:160x120@30", "--on-format-change explode", "stop, new-file")]
    [InlineData("sim:160x120@30", "--reconnect never", "\"never\"")]
    [InlineData("test:160x120@30", "--idle 3s", "no live source")]
    [InlineData("sim:0x0@30", "", "96x64 to 16384x16384")]
    [InlineData("sim:160x120@30,explode=1", "", "\"explode=1\" is not known")]
    public void Record_WhatCannotBe_IsRefused(string source, string options, string words)
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunHere(["record", source, folder["x.mkv"], .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]).IsRefused(2, words);
    }

    /// <summary>Nanoseconds of UTC.</summary>
    private static long FirstCapture(string path) => long.Parse(
        File.ReadLines(path).First(line => line[0] != '#').Split([' ', ','])[2], System.Globalization.CultureInfo.InvariantCulture);

    private static JsonElement Finished(CommandResult result) => Events(result, "finished").Single();

    private static IEnumerable<JsonElement> Events(CommandResult result, string name) => result.Output
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(one => one.GetProperty("event").GetString() == name);
}
