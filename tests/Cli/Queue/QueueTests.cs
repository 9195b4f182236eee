using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GiftGrab.Cli;

namespace GiftGrab.Tests.Queue;

public sealed partial class QueueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public QueueTests() => Directory.CreateDirectory(_folder["state"]);

    private string Queue => _folder["state/queue.db"];

    [Fact]
    public void Defer_ThenRun_MakesWhatADirectRecordingMakes()
    {
        CommandResult record = Record(
            Clips.VariableRate, "x.mkv", "--codec", "h264", "--lossless", "--sidecar", "--title", "a title", "--pts", _folder["x.pts"], "--tsync", _folder["x.tsync"]);

        Assert.Equal(0, record.ExitCode);
        Assert.Contains($"job 1: {_folder["x.mkv"]} will be made of {_folder["x.deferred.mkv"]}", record.Output, StringComparison.Ordinal);
        Assert.Equal(["x.deferred.mkv", "x.deferred.mkv.json", "x.pts", "x.tsync"], Files());
        Assert.Equal(Ffmpeg.FrameHashes(Clips.VariableRate), Ffmpeg.FrameHashes(_folder["x.deferred.mkv"]));

        CommandResult run = Run("run");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["x.mkv", "x.mkv.json", "x.pts", "x.tsync"], Files());
        Assert.Equal("Finished", State(1));
        Assert.Equal(Ffmpeg.FrameHashes(Clips.VariableRate), Ffmpeg.FrameHashes(_folder["x.mkv"]));
        Assert.All(Ffmpeg.FrameTimes(Clips.VariableRate).Zip(Ffmpeg.FrameTimes(_folder["x.mkv"])), pair => Assert.Equal(pair.First, pair.Second, 0.0011));
        Assert.Contains("a title", Ffmpeg.Probe("-show_entries", "format_tags", _folder["x.mkv"]), StringComparison.Ordinal);
        Assert.Equal(0, Giftgrab.RunHere("verify", _folder["x.mkv"]).ExitCode);
    }

    [Fact]
    public void Run_OfALossyJobWithSound_KeepsTimesExactlyAndTheSound()
    {
        Record(Clips.FlashAndBeep, "x.mp4", "--codec", "h264", "--sidecar", "-t", "2s");
        Assert.Contains("pcm_f32le", Ffmpeg.Probe("-show_entries", "stream=codec_name", _folder["x.deferred.mkv"]), StringComparison.Ordinal);

        Assert.Equal(0, Run("run").ExitCode);

        Assert.Equal(["x.mp4", "x.mp4.json"], Files());
        double[] times = Ffmpeg.FrameTimes(_folder["x.mp4"]);
        Assert.Equal(60, times.Length);
        Assert.All(times, (time, i) => Assert.Equal(i / 30.0, time - times[0], 0.0001));
        using var told = JsonDocument.Parse(File.ReadAllText(_folder["x.mp4.json"]));
        Assert.Equal("aac", told.RootElement.GetProperty("audio").GetProperty("codec").GetString());
        Assert.Equal(60, told.RootElement.GetProperty("video").GetProperty("received").GetInt64());
    }

    [Fact]
    public void Run_WithTheSourceCut_FailsWithBothCountsAndKeepsIt()
    {
        Record(Clips.Short, "x.mp4", "--codec", "h264");
        using (FileStream file = File.OpenWrite(_folder["x.deferred.mkv"]))
        {
            file.SetLength(file.Length / 2);
        }

        CommandResult run = Run("run");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("expected 30, decoded ", Error(1), StringComparison.Ordinal);
        Assert.Equal(["x.deferred.mkv", "x.deferred.mkv.json", "x.deferred.mkv.tsync"], Files());
    }

    [Theory]
    [InlineData("ffv1")]
    [InlineData("ffvhuff")]
    [InlineData("raw")]
    public void Run_WithTheSourceDamagedInTheMiddle_FailsAndKeepsIt(string codec)
    {
        Record(Clips.Short, "x.mp4", "--codec", "h264", "--defer-codec", codec);
        using (FileStream file = File.OpenWrite(_folder["x.deferred.mkv"]))
        {
            file.Position = file.Length / 2;
            file.Write([.. Enumerable.Range(0, 64).Select(i => (byte)(i * 37))]);
        }

        CommandResult run = Run("run");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Failed", State(1));
        Assert.Contains("is damaged", Error(1), StringComparison.Ordinal);
        Assert.Equal(["x.deferred.mkv", "x.deferred.mkv.json", "x.deferred.mkv.tsync"], Files());
    }

    [Theory]
    [InlineData("x.deferred.mkv")]
    [InlineData("x.deferred.mkv.tsync")]
    [InlineData("x.pts")]
    public void Run_WithAFileThatVanished_FailsWithItsPath(string name)
    {
        Record(Clips.Short, "x.mp4", "--codec", "h264", "--pts", _folder["x.pts"]);
        File.Move(_folder[name], _folder["away"]);

        Assert.Equal(1, Run("run").ExitCode);

        Assert.Equal("Failed", State(1));
        Assert.Contains(_folder[name], Error(1), StringComparison.Ordinal);
        File.Move(_folder["away"], _folder[name]);
        Assert.Equal(0, Here("retry", "1").ExitCode);
        Assert.Equal(0, Run("run").ExitCode);
        Assert.Equal(["x.mp4", "x.pts"], Files());
    }

    [Theory]
    [InlineData("--min-free", "100000000G", "have to stay free")]
    [InlineData("--min-psnr", "100", "at least 100.0 dB are needed")]
    public void Run_WhereTheResultCannotBe_LeavesTheSourceAndNothingElse(string option, string value, string reason)
    {
        File.Copy(Clips.Short, _folder["in.mp4"]);
        Assert.Equal(0, Here("add", _folder["in.mp4"], _folder["out.mp4"], "--codec", "h264", "--delete-source", option, value).ExitCode);

        Assert.Equal(1, Run("run").ExitCode);

        Assert.Contains(reason, Error(1), StringComparison.Ordinal);
        Assert.Equal(["in.mp4"], Files());
    }

    [SkippableFact]
    public void Run_OntoAFullDisk_FailsWithThePathAndLeavesTheSource()
    {
        Directory.CreateDirectory(_folder["disk"]);
        using var mount = Process.Start(new ProcessStartInfo("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", _folder["disk"]]) { RedirectStandardError = true })!;
        mount.WaitForExit();
        Skip.If(mount.ExitCode != 0, "a small disk can be mounted by root alone");
        try
        {
            File.Copy(Clips.Short, _folder["in.mp4"]);
            Here("add", _folder["in.mp4"], _folder["disk/out.mkv"], "--codec", "h264", "--qp", "1", "--min-free", "0", "--delete-source");

            Assert.Equal(1, Run("run").ExitCode);

            Assert.Equal($"{_folder["disk/out.mkv"]} cannot be written: no space left on device.", Error(1));
            Assert.Equal(["in.mp4"], Files());
            Assert.Empty(Directory.GetFiles(_folder["disk"]));
        }
        finally
        {
            using var unmount = Process.Start("umount", ["-l", _folder["disk"]]);
            unmount.WaitForExit();
        }
    }

    [Fact]
    public void Add_WithDeleteSource_RemovesItOnlyOnceTheResultWasVerified()
    {
        File.Copy(Clips.Short, _folder["in.mp4"]);
        Here("add", _folder["in.mp4"], _folder["out.mkv"], "--codec", "h264", "--delete-source");

        Assert.Equal(0, Run("run").ExitCode);

        Assert.Equal(["out.mkv"], Files());
        Assert.Equal(30, Ffmpeg.CountFrames(_folder["out.mkv"]));
    }

    /// <summary>GIFTGRAB_KILLS=30 kills as often.</summary>
    [Fact]
    public void Run_WithWorkersKilledAtRandom_FinishesEveryJobAndLeavesNoOrphan()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable("GIFTGRAB_KILLS") ?? "2", CultureInfo.InvariantCulture);
        var random = new Random(7);
        string clip = Clips.Make("kill.mkv", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=4", "-c:v", "ffv1");
        int jobs = 0;
        for (int killed = 0; killed < kills;)
        {
            if (jobs == 0 || State(jobs) == "Finished")
            {
                jobs++;
                File.Copy(clip, _folder[$"in{jobs}.mkv"]);
                Here("add", _folder[$"in{jobs}.mkv"], _folder[$"out{jobs}.mkv"], "--codec", "hevc", "--preset", "medium", "--delete-source", "--sidecar");
            }

            using Process worker = Giftgrab.Start(
                _folder.Path, "queue", "work", jobs.ToString(CultureInfo.InvariantCulture), "--queue-file", Queue);
            bool ended = worker.WaitForExit(random.Next(300, 3000));
            worker.Kill(entireProcessTree: true);
            Giftgrab.Finish(worker);
            killed += ended ? 0 : 1;
            Assert.True(File.Exists(_folder[$"in{jobs}.mkv"]) || File.Exists(_folder[$"out{jobs}.mkv"]));
        }

        CommandResult run = Run("run");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.All(Enumerable.Range(1, jobs), job => Assert.Equal("Finished", State(job)));
        Assert.Equal(
            Enumerable.Range(1, jobs).SelectMany(job => new[] { $"out{job}.mkv", $"out{job}.mkv.json" }).Order(StringComparer.Ordinal), Files());
        Assert.All(Enumerable.Range(1, jobs), job => Assert.Equal(120, Ffmpeg.CountFrames(_folder[$"out{job}.mkv"])));
    }

    [Fact]
    public void Run_SeveralAtOnce_FinishesAll()
    {
        for (int i = 0; i < 3; i++)
        {
            Here("add", Clips.Short, _folder[$"out{i}.mkv"], "--codec", "h264", "--priority", i.ToString(CultureInfo.InvariantCulture));
        }

        CommandResult run = Run("run", "--parallel", "2");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("job 3 begins", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(["out0.mkv", "out1.mkv", "out2.mkv"], Files());
    }

    [Fact]
    public void Defer_OfTemplatesAndSeveralOutputs_MakesAJobOfEach()
    {
        Record(Clips.Short, "{source}_{index}.mkv", _folder["{source}_{index}.mp4"], "--codec", "h264", "--codec", "hevc", "--quality", "30", "--quality", "20");

        Assert.Equal(0, Run("run").ExitCode);

        Assert.Equal(["short_1.mkv", "short_1.mp4"], Files());
        Assert.Equal("h264", Ffmpeg.ProbeVideo(_folder["short_1.mkv"], "codec_name")[0]);
        Assert.Equal("hevc", Ffmpeg.ProbeVideo(_folder["short_1.mp4"], "codec_name")[0]);
    }

    [Theory]
    [InlineData("--control stdin", "does not go with --control")]
    [InlineData("--dataset .", "--dataset names the outputs itself")]
    [InlineData("--slice 2s", "--slice, --ring and --output-size do not go with --defer")]
    [InlineData("--ring 2s --trigger-at 1s", "--slice, --ring and --output-size do not go with --defer")]
    [InlineData("--quality 99", "99", "51")]
    [InlineData("--preset swiftly", "swiftly", "veryfast")]
    [InlineData("--codec-opt nonsense=1", "nonsense=1")]
    public void Defer_WhatCouldNotBeEncodedLater_IsRefusedBeforeAnythingIsRecorded(string options, params string[] words)
    {
        CommandResult result = Giftgrab.RunHere(
            ["record", Clips.Short, .. options.StartsWith("--dataset", StringComparison.Ordinal) ? Array.Empty<string>() : [_folder["x.mp4"]],
                "--codec", "h264", "--defer", "--queue-file", Queue, .. options.Split(' ')]);

        result.IsRefused(2, words);
        Assert.Empty(Files());
        Assert.Equal("no job", Here("list").Output.Trim());
    }

    [Fact]
    public void Defer_OntoANameThatWaits_NamesTheRecording()
    {
        Record(Clips.Short, "x.mp4", "--codec", "h264");

        Record(Clips.Short, "x.mp4", "--codec", "h264").IsRefused(
            2, $"{_folder["x.mp4"]} was recorded already, as {_folder["x.deferred.mkv"]}, which is not encoded yet", "giftgrab queue run");
        Record(Clips.Short, "x.mp4", "--codec", "h264", "--overwrite").IsRefused(2, "Job 1 makes");
        Assert.Equal(30, Ffmpeg.CountFrames(_folder["x.deferred.mkv"]));
    }

    [Theory]
    [InlineData("yuyv422")]
    [InlineData("nv12")]
    [InlineData("bgr24")]
    public void Run_OfASourceThatPacksItsPictures_IsVerified(string format)
    {
        CommandResult record = Giftgrab.RunIn(
            _folder.Path, "record", $"test:96x64@30,format={format}", "x.mkv", "--codec", "h264", "--defer", "--queue-file", Queue, "--frames", "5", "--pace", "off");
        Assert.True(record.ExitCode == 0, record.Errors);

        CommandResult run = Run("run");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(5, Ffmpeg.CountFrames(_folder["x.mkv"]));
    }

    [Fact]
    public void Defer_InFfvhuff_IsExact()
    {
        Record(Clips.Short, "x.mkv", "--codec", "h264", "--lossless", "--defer-codec", "ffvhuff");

        Assert.Equal("ffvhuff", Ffmpeg.ProbeVideo(_folder["x.deferred.mkv"], "codec_name")[0]);
        Assert.Equal(0, Run("run").ExitCode);
        Assert.Equal(Ffmpeg.FrameHashes(Clips.Short), Ffmpeg.FrameHashes(_folder["x.mkv"]));
    }

    [Fact]
    public void Defer_ToALosslessOutput_HasNothingToDefer() =>
        Giftgrab.RunHere("record", Clips.Short, _folder["x.mkv"], "--codec", "ffv1", "--defer", "--queue-file", Queue).IsRefused(2, "nothing to defer");

    [Fact]
    public void Defer_ThatDoesNotFit_SaysHowMuchIsNeededAndFree() => Giftgrab
        .RunHere("record", "test:1920x1080@30", _folder["x.mp4"], "--defer", "--queue-file", Queue, "-t", "300h")
        .IsRefused(2, "needs ~", "free ");

    [Fact]
    public void Defer_OfAFileThatDoesNotFit_KnowsItsLength() => Giftgrab
        .RunHere("record", Clips.Short, _folder["x.mp4"], "--defer", "--queue-file", Queue, "--min-free", "900000T")
        .IsRefused(2, "needs ~", "stay free (--min-free)");

    [Theory]
    [InlineData("0", "run")]
    [InlineData("65", "run")]
    public void Run_WithAnImpossibleNumberAtOnce_IsRefused(string parallel, string action) =>
        Here(action, "--parallel", parallel).IsRefused(2, $"\"{parallel}\"", "from 1 to 64");

    [Fact]
    public void PauseResumeCancelRetry_ChangeTheStateOrSayWhyNot()
    {
        Here("add", Clips.Short, _folder["out.mkv"]);

        Assert.Equal("job 1 is Paused", Here("pause", "1").Output.TrimEnd());
        Assert.Equal(0, Run("run").ExitCode);
        Assert.Empty(Files());
        Assert.Equal("job 1 is Waiting", Here("resume", "1").Output.TrimEnd());
        Assert.Equal("job 1 is Cancelled", Here("cancel", "1").Output.TrimEnd());
        Here("resume", "1").IsRefused(2, "Job 1 is Cancelled; resume is for one that is Paused");
        Assert.Equal("job 1 is Waiting", Here("retry", "1").Output.TrimEnd());
        Here("pause", "7").IsRefused(2, "There is no job 7");
        Here("fly").IsRefused(2, "\"fly\"", "allowed are list");
        Here("add", Clips.Short, _folder["out.mkv"]).IsRefused(2, "Job 1 makes");
    }

    [Fact]
    public void Start_InTheFuture_HoldsTheJobBack()
    {
        Here("add", Clips.Short, _folder["out.mkv"], "--start", "2h");

        Assert.Equal(0, Run("run").ExitCode);

        Assert.Equal("Waiting", State(1));
        Assert.Contains("not before", Here("list").Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private CommandResult Record(string source, string output, params IEnumerable<string> options) =>
        Giftgrab.Run(["record", source, _folder[output], "--defer", "--queue-file", Queue, "-q", .. options]);

    private CommandResult Run(params IEnumerable<string> arguments) => Giftgrab.Run(["queue", .. arguments, "--queue-file", Queue]);

    private CommandResult Here(params IEnumerable<string> arguments) => Giftgrab.RunHere(["queue", .. arguments, "--queue-file", Queue]);

    private JsonElement Job(int id) => Here("list", "--json").Json.GetProperty("jobs")[id - 1];

    private string State(int id) => Job(id).GetProperty("state").GetString()!;

    private string Error(int id) => Job(id).GetProperty("error").GetString()!;

    private string[] Files() =>
        [.. Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Where(name => name != "away").Order(StringComparer.Ordinal)];
}
