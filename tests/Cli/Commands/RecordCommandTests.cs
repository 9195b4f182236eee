using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class RecordCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Record_WithASizeAndWithoutASource_RecordsAPatternOfThatSize()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", "x.mkv", "--source-size", "320x180", "--frames", "3", "--preset", "ultrafast", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("\"width\":320,\"height\":180", result.Output, StringComparison.Ordinal);
        Assert.Equal(3, Ffmpeg.CountFrames(folder["x.mkv"]));
    }

    [Fact]
    public void Record_WithSnapshotsAndAManifest_ListsThem()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(
            folder.Path, "record", "test:160x120@10,pace=off", "x.mkv", "-t", "2s", "--snapshot-every", "1s", "--manifest", "run.json", "--preset", "ultrafast");

        Assert.True(result.ExitCode == 0, result.Errors);
        JsonElement[] files = [.. JsonDocument.Parse(File.ReadAllText(folder["run.json"])).RootElement.GetProperty("files").EnumerateArray()];
        Assert.Equal(
            ["Recording x.mkv", "Snapshot x_1.jpg", "Snapshot x_2.jpg"],
            files.Select(file => $"{file.GetProperty("kind").GetString()} {file.GetProperty("file").GetString()}"));
    }

    [Fact]
    public void Record_WithOnePath_RecordsTheTestPatternForEveryPlayer()
    {
        Succeeds("record", "demo.mp4", "--frames", "20", "--pace", "off");

        Assert.Equal(["h264", "1280", "720", "yuv420p", "30/1"], Ffmpeg.ProbeVideo(_folder["demo.mp4"], "codec_name", "width", "height", "pix_fmt", "r_frame_rate"));
        Assert.Equal(20, Ffmpeg.CountFrames(_folder["demo.mp4"]));
    }

    [Fact]
    public void Record_ForADuration_EndsAtTheFrame()
    {
        Succeeds("record", "-i", Clips.H264, "-o", "x.mp4", "--duration", "4", "--preset", "ultrafast");

        Assert.Equal(120, Ffmpeg.CountFrames(_folder["x.mp4"]));
    }

    [Fact]
    public void Record_ForANumberOfFrames_TakesExactlySoMany()
    {
        Succeeds("record", Clips.H264, "x.mkv", "--frames", "200", "--codec", "ffv1");

        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264)[..200], Ffmpeg.FrameHashes(_folder["x.mkv"]));
    }

    [Fact]
    public void Record_IntoSeveralFiles_GivesEachItsOwnCodec()
    {
        Succeeds("record", Clips.Short, "a.mp4", "b.mkv", "c.webm", "--codec", "hevc", "--codec", "ffv1", "--codec", "vp9");

        Assert.Equal(["hevc"], Ffmpeg.ProbeVideo(_folder["a.mp4"], "codec_name"));
        Assert.Equal(["vp9"], Ffmpeg.ProbeVideo(_folder["c.webm"], "codec_name"));
        Assert.Equal(30, Ffmpeg.CountFrames(_folder["a.mp4"]));
        Assert.Equal(30, Ffmpeg.CountFrames(_folder["c.webm"]));
        Assert.Equal(Ffmpeg.FrameHashes(Clips.Short), Ffmpeg.FrameHashes(_folder["b.mkv"]));
    }

    [Fact]
    public void Record_WithAManifest_ListsEveryFileThatItWrote()
    {
        Succeeds("record", Clips.Short, "a.mp4", "b.mkv", "--sidecar", "--pts", "a.txt", "--pts", "b.txt", "--manifest", "run.json");

        var manifest = RecordingManifest.Read(_folder["run.json"]);
        Assert.Equal(["a.mp4", "a.mp4.json", "a.txt", "b.mkv", "b.mkv.json", "b.txt"], manifest.Files.Select(file => file.File));
        Assert.All(manifest.Files, file => Assert.Equal(new FileInfo(_folder[file.File]).Length, file.Size));
    }

    [Fact]
    public void Record_ToANameWithBlanksAndLetters_WritesIt()
    {
        Directory.CreateDirectory(_folder["dir with blank"]);

        CommandResult result = Succeeds("record", Clips.Short, "dir with blank/ä ' x.mkv");

        Assert.Equal(30, Ffmpeg.CountFrames(_folder["dir with blank/ä ' x.mkv"]));
        Assert.Contains("dir with blank/ä ' x.mkv: 30 frames", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_WithOverwrite_ReplacesTheFile()
    {
        File.WriteAllText(_folder["x.mp4"], "old");

        Succeeds("record", Clips.Short, "x.mp4", "--overwrite");

        Assert.Equal(30, Ffmpeg.CountFrames(_folder["x.mp4"]));
    }

    [Fact]
    public void Record_OfAPart_IsOfItsSize()
    {
        Succeeds("record", Clips.Short, "x.mp4", "--sub-frame", "16,8,160,120");

        Assert.Equal(["160", "120"], Ffmpeg.ProbeVideo(_folder["x.mp4"], "width", "height"));
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Record_WithAFileMode_IsPrivate()
    {
        Succeeds("record", Clips.Short, "x.mp4", "--file-mode", "600");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["x.mp4"]));
    }

    [Fact]
    public void Record_WithATitle_KeepsItInTheFile()
    {
        Succeeds("record", Clips.Short, "x.mkv", "--title", "Patient 7, left eye", "--metadata", "collection_id=A-12");

        string tags = Ffmpeg.Probe("-show_entries", "format_tags", "-of", "default=noprint_wrappers=1", _folder["x.mkv"]);
        Assert.Contains("title=Patient 7, left eye", tags, StringComparison.Ordinal);
        Assert.Contains("A-12", tags, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_WithASidecar_TellsWhatFfprobeTells()
    {
        Succeeds("record", Clips.Short, "x.mp4", "--sidecar", "--quality", "30", "--threads", "2");

        using JsonDocument sidecar = JsonDocument.Parse(File.ReadAllText(_folder["x.mp4.json"]));
        JsonElement video = sidecar.RootElement.GetProperty("video");
        string[] told = [.. ((string[])["codec", "width", "height", "pixelFormat", "frameRate", "frames"]).Select(name => video.GetProperty(name).ToString())];
        Assert.Equal(Ffmpeg.ProbeVideo(_folder["x.mp4"], "codec_name", "width", "height", "pix_fmt", "r_frame_rate", "nb_frames"), told);
        Assert.Equal("quality 30", video.GetProperty("rateControl").GetString());
        Assert.Equal(2, video.GetProperty("threads").GetInt32());
        Assert.Equal(new FileInfo(_folder["x.mp4"]).Length, sidecar.RootElement.GetProperty("fileSize").GetInt64());
    }

    [Fact]
    public void Record_WithEncoderOptions_HandsThemOn()
    {
        Succeeds("record", Clips.Short, "x.mp4", "--profile", "main", "--level", "4.1", "--gop", "10", "--qp", "30", "--threads", "2", "--preset", "fast");

        Assert.Equal(["Main", "41"], Ffmpeg.ProbeVideo(_folder["x.mp4"], "profile", "level"));
        string keys = Ffmpeg.Probe("-select_streams", "v", "-show_entries", "packet=flags", "-of", "csv=p=0", _folder["x.mp4"]);
        Assert.Equal(3, keys.Split('\n').Count(flags => flags.StartsWith('K')));
    }

    [Fact]
    public void Record_AtAConstantRate_SaysHowManyFramesItRepeated()
    {
        CommandResult result = Succeeds("record", Clips.VariableRate, "x.mp4", "--cfr", "--json");

        JsonElement output = Finished(result).GetProperty("outputs")[0];
        Assert.Equal(60, output.GetProperty("repeated").GetInt64());
        Assert.Equal(120, Ffmpeg.CountFrames(_folder["x.mp4"]));
    }

    [Fact]
    public void Record_OfAVariableRate_KeepsTheTimes()
    {
        Succeeds("record", Clips.VariableRate, "x.mkv");

        double[] expected = Ffmpeg.FrameTimes(Clips.VariableRate);
        double[] times = Ffmpeg.FrameTimes(_folder["x.mkv"]);
        Assert.Equal(expected.Length, times.Length);
        Assert.All(expected.Zip(times), pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.001));
    }

    [Theory]
    [InlineData("x.mkv", "h264")]
    [InlineData("x.mp4", "hevc")]
    [InlineData("x.avi", "xvid")]
    [InlineData("x.h264", "h264")]
    public void Record_WithTimestamps_TellsWhenEachFrameIsShown(string name, string codec)
    {
        Succeeds("record", Clips.Short, name, "--codec", codec, "--pts", "times.txt", "--file-mode", "600");

        string[] lines = File.ReadAllLines(_folder["times.txt"]);
        Assert.Equal("# timecode format v2", lines[0]);
        double[] told = [.. lines[1..].Select(line => double.Parse(line, CultureInfo.InvariantCulture) / 1000)];
        Assert.Equal(30, told.Length);
        Assert.All(told.Select((time, i) => (time, i)), frame => Assert.Equal(frame.i / 30.0, frame.time, tolerance: 0.001));
    }

    [Fact]
    public void Record_WithTheWallClock_TellsWhenEachFrameWasCaptured()
    {
        DateTime before = DateTime.UtcNow;
        Succeeds("record", Clips.Short, "x.mkv", "--wall-clock", "clock.txt");

        string[] lines = File.ReadAllLines(_folder["clock.txt"]);
        Assert.Equal("# frame presentation_ms capture_utc_ns", lines[0]);
        DateTime[] times = [.. lines[1..].Select(line => DateTime.UnixEpoch.AddTicks(long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 100))];
        Assert.Equal(30, times.Length);
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[0], before, DateTime.UtcNow);
    }

    [Fact]
    public void Record_WithTimestampsOfAVariableRate_IsWhatMkvmergeTakes()
    {
        Succeeds("record", Clips.VariableRate, "x.h264", "--pts", "times.txt");

        using var merge = Process.Start(
            new ProcessStartInfo("mkvmerge", ["-q", "-o", _folder["merged.mkv"], "--timestamps", $"0:{_folder["times.txt"]}", _folder["x.h264"]]))!;
        merge.WaitForExit();

        Assert.Equal(0, merge.ExitCode);
        Assert.All(Ffmpeg.FrameTimes(Clips.VariableRate).Zip(Ffmpeg.FrameTimes(_folder["merged.mkv"])), pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.001));
    }

    [Fact]
    public void Record_AsJson_TellsEventsWhoseTotalsMatch()
    {
        CommandResult result = Succeeds("record", Clips.H264, "x.mp4", "--json", "--stats-interval", "50ms", "--preset", "ultrafast");

        JsonElement[] events = Events(result);
        Assert.Equal("started", Name(events[0]));
        Assert.Equal("finished", Name(events[^1]));
        Assert.All(events[1..^1], progress => Assert.Equal("progress", Name(progress)));
        JsonElement output = events[^1].GetProperty("outputs")[0];
        Assert.Equal(300, output.GetProperty("received").GetInt64());
        Assert.Equal(300, output.GetProperty("encoded").GetInt64());
        Assert.Equal(new FileInfo(_folder["x.mp4"]).Length, output.GetProperty("bytes").GetInt64());
        Assert.Equal("end", events[^1].GetProperty("stoppedBy").GetString());
    }

    [Fact]
    public void Record_Quietly_SaysNothing()
    {
        CommandResult result = Succeeds("record", Clips.Short, "x.mp4", "--quiet");

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Record_FasterThanItCanEncode_NamesEveryFrameItLost()
    {
        CommandResult result = Run(
            "record", "test:1280x720@2000", "x.mkv", "--frames", "30", "--queue", "1", "--preset", "veryslow", "--json");

        Assert.Equal(3, result.ExitCode);
        JsonElement output = Finished(result).GetProperty("outputs")[0];
        long dropped = output.GetProperty("dropped").GetInt64();
        Assert.True(dropped > 0);
        Assert.Equal(dropped, output.GetProperty("droppedRanges").EnumerateArray().Sum(range => range[1].GetInt64() - range[0].GetInt64() + 1));
        Assert.Equal(30, Ffmpeg.CountFrames(_folder["x.mkv"]));
        Assert.Contains(Events(result), told => Name(told) == "warning" && told.GetProperty("message").GetString()!.Contains("cannot keep up", StringComparison.Ordinal));
    }

    [Fact]
    public void Record_OfASourceThatBreaks_SaysSoOnceAndKeepsWhatCame()
    {
        byte[] clip = File.ReadAllBytes(Clips.H264);
        File.WriteAllBytes(_folder["whole.mp4"], clip);
        Ffmpeg.Run("-i", _folder["whole.mp4"], "-c", "copy", "-movflags", "frag_keyframe+empty_moov", _folder["broken.mp4"]);
        using (FileStream broken = File.OpenWrite(_folder["broken.mp4"]))
        {
            broken.SetLength(broken.Length / 2);
        }

        CommandResult result = Run("record", "broken.mp4", "a.mkv", "b.mkv", "--quiet", "--preset", "ultrafast");

        Assert.True(result.ErrorLines.Length <= 1, result.Errors);
        Assert.InRange(Ffmpeg.CountFrames(_folder["a.mkv"]), 100, 200);
        Assert.Equal(Ffmpeg.CountFrames(_folder["a.mkv"]), Ffmpeg.CountFrames(_folder["b.mkv"]));
    }

    [Fact]
    public void Record_OfAFileThatIsCut_SaysHowManyOfItsPicturesCame()
    {
        Ffmpeg.Run("-i", Clips.H264, "-c", "copy", "-movflags", "faststart", _folder["cut.mp4"]);
        using (FileStream cut = File.OpenWrite(_folder["cut.mp4"]))
        {
            cut.SetLength(cut.Length / 2);
        }

        CommandResult result = Run("record", "cut.mp4", "x.mkv", "--quiet", "--preset", "ultrafast");

        Assert.Contains($"of its 300 pictures {Ffmpeg.CountFrames(_folder["x.mkv"])} could be read", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OntoAFullDisk_FailsAndFinishesTheOther()
    {
        File.CreateSymbolicLink(_folder["full.mkv"], "/dev/full");

        CommandResult result = Run("record", Clips.H264, "full.mkv", "good.mkv", "--preset", "ultrafast");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.ErrorLines, line => line.Contains("full.mkv", StringComparison.Ordinal) && line.Contains("no space left", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(300, Ffmpeg.CountFrames(_folder["good.mkv"]));
    }

    [Theory]
    [InlineData("--pts")]
    [InlineData("--wall-clock")]
    [InlineData("--tsync")]
    public void Record_WhoseFileOfTimesCannotBeWritten_FailsAndTellsAWholeRecording(string option)
    {
        CommandResult result = Run("record", Clips.H264, "x.mkv", option, "/dev/full", "--preset", "ultrafast");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("/dev/full cannot be written: no space left on device", result.Errors, StringComparison.Ordinal);
        Assert.StartsWith("x.mkv: 300 frames", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ends early", result.Output, StringComparison.Ordinal);
        Assert.Equal(300, Ffmpeg.CountFrames(_folder["x.mkv"]));
    }

    private static string? Name(JsonElement told) => told.GetProperty("event").GetString();

    private static JsonElement[] Events(CommandResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static JsonElement Finished(CommandResult result) => Events(result)[^1];

    private CommandResult Run(params IEnumerable<string> arguments) => Giftgrab.RunIn(_folder.Path, arguments);

    private CommandResult Succeeds(params IEnumerable<string> arguments)
    {
        CommandResult result = Run(arguments);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}: {result.Errors}");
        return result;
    }
}
