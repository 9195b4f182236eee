using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class RecordControlTests
{
    [Fact]
    public void Socket_StartStopTwice_MakesTwoFilesWhoseCountsAddUp()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(
            folder.Path, "record", "sim:160x120@30,sound", "rec_{source}_{index:03}.mkv", "--control", "c.sock", "--start-stopped", "--json");
        Giftgrab.WaitFor(process, "started");
        Assert.Empty(Directory.GetFiles(folder.Path, "*.mkv"));

        JsonElement start = Tell(folder, "START");
        WaitFor(folder, "encoded", 30);
        JsonElement stop = Tell(folder, "STOP");
        Tell(folder, "START");
        WaitFor(folder, "encoded", 60);
        JsonElement quit = Tell(folder, "QUIT");
        CommandResult result = Giftgrab.Finish(process);

        result.HasRecorded();
        Assert.True(quit.GetProperty("ok").GetBoolean());
        string file = start.GetProperty("files")[0].GetString()!;
        Assert.Matches("^rec_sim-160x120@30-sound_001.mkv$", file.Replace(',', '-'));
        JsonElement finished = JsonDocument.Parse(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;
        JsonElement[] outputs = [.. finished.GetProperty("outputs").EnumerateArray()];
        Assert.Equal("command", finished.GetProperty("stoppedBy").GetString());
        Assert.Equal(2, outputs.Length);
        Assert.Equal(stop.GetProperty("frame").GetInt64() - start.GetProperty("frame").GetInt64(), Ffmpeg.CountFrames(folder[file]));
        Assert.All(outputs, output => Assert.Equal(output.GetProperty("encoded").GetInt64(), Ffmpeg.CountFrames(folder[output.GetProperty("path").GetString()!])));
        Assert.False(Path.Exists(folder["c.sock"]));
    }

    [Fact]
    public void Stdin_CommandsAndItsEnd_AreFollowed()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.StartWithInput(folder.Path, "record", "test:96x64@30", "film.mkv", "--control", "stdin", "--start-stopped");
        Giftgrab.Tell(process, "FOO");
        Giftgrab.Tell(process, "STEP 5");
        string refused = process.StandardOutput.ReadLine()!;
        string stepped = process.StandardOutput.ReadLine()!;
        string status;
        do
        {
            Giftgrab.Tell(process, "STATUS");
            status = process.StandardOutput.ReadLine()!;
        }
        while (!status.Contains("= 5 encoded", StringComparison.Ordinal));
        process.StandardInput.Close();
        CommandResult result = Giftgrab.Finish(process);

        Assert.Equal("ERROR the command \"FOO\" is not known; allowed are START, PAUSE, STOP, STEP [N], SPLIT, TRIGGER, ADD FILE [OPTIONS], REMOVE FILE, STATUS, QUIT", refused);
        Assert.StartsWith("OK STEP: 5 frames are recorded from frame ", stepped, StringComparison.Ordinal);
        Assert.Contains("[film_sec1.mkv]; stopped", stepped, StringComparison.Ordinal);
        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(5, Ffmpeg.CountFrames(folder["film_sec1.mkv"]));
        Assert.StartsWith("film_sec1.mkv: 5 frames", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Stdin_ThatEndsAtOnce_SaysThatNothingWasRecorded()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.StartWithInput(folder.Path, "record", "sim:96x64@30", "film.mkv", "--control", "stdin", "--start-stopped");
        process.StandardInput.Close();

        CommandResult result = Giftgrab.Finish(process);

        Assert.Contains("nothing was recorded", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Control_CommandOfTheProgram_ReachesTheRecording()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(folder.Path, "record", "sim:160x120@30", "film.mkv", "--control", "c.sock", "--json", "--stats-interval", "100ms");
        Giftgrab.WaitFor(process, "started");

        CommandResult foo = Giftgrab.RunHere("control", folder["c.sock"], "FOO");
        CommandResult stop = Giftgrab.RunHere("control", folder["c.sock"], "stop", "--json");
        CommandResult quit = Giftgrab.RunHere("control", folder["c.sock"], "QUIT");
        CommandResult result = Giftgrab.Finish(process);
        CommandResult nobody = Giftgrab.RunHere("control", folder["c.sock"], "STATUS");

        foo.IsRefused(1, "\"FOO\" is not known", "START, PAUSE, STOP, STEP [N], SPLIT, TRIGGER, ADD FILE [OPTIONS], REMOVE FILE, STATUS, QUIT");
        Assert.True(stop.Json.GetProperty("changed").GetBoolean());
        Assert.Equal("OK QUIT: the recording ends", quit.Output.Trim());
        result.HasRecorded();
        Assert.Equal(stop.Json.GetProperty("frame").GetInt64(), Ffmpeg.CountFrames(folder["film_sec1.mkv"]));
        nobody.IsRefused(1, "no recording listens at", "there is no such socket");
        File.WriteAllText(folder["text"], "no socket");
        Giftgrab.RunHere("control", folder["text"], "STATUS").IsRefused(1, "it is no socket");
    }

    [Fact]
    public void Template_WithoutControl_NamesTheFileAndLeavesOthersAlone()
    {
        using var folder = new TemporaryFolder();
        string[] record = ["record", "test:96x64@30", "rec_{source}_{index:04}.mkv", "--frames", "3", "--pace", "off"];

        CommandResult first = Giftgrab.RunIn(folder.Path, record);
        CommandResult second = Giftgrab.RunIn(folder.Path, record);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(
            ["rec_test-96x64@30_0001.mkv", "rec_test-96x64@30_0002.mkv"],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("--slice 10s")]
    [InlineData("--control c{0}.sock")]
    [InlineData("--ring 1s --trigger-at 0")]
    public void Index_OfRecordingsThatBeginTogether_GivesEachAFileOfItsOwn(string options)
    {
        using var folder = new TemporaryFolder();
        Process[] processes = [.. Enumerable.Range(0, 4).Select(number => Giftgrab.Start(
            folder.Path,
            ["record", "test:96x64@30", "rec_{index}.mkv", "--frames", "3", "-q", .. string.Format(CultureInfo.InvariantCulture, options, number).Split(' ', StringSplitOptions.RemoveEmptyEntries)]))];
        if (options.Contains("--control", StringComparison.Ordinal))
        {
            foreach (string socket in Enumerable.Range(0, 4).Select(number => $"c{number}.sock"))
            {
                SpinWait.SpinUntil(() => Path.Exists(folder[socket]), TimeSpan.FromSeconds(30));
                WaitFor(folder, "encoded", 3, socket);
                Tell(folder, "QUIT", socket);
            }
        }

        CommandResult[] results = [.. processes.Select(Giftgrab.Finish)];
        Array.ForEach(processes, process => process.Dispose());

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Errors));
        Assert.Equal(
            ["rec_1.mkv", "rec_2.mkv", "rec_3.mkv", "rec_4.mkv"], Directory.GetFiles(folder.Path, "*.mkv").Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("x.mkv --start-stopped", "--start-stopped needs a channel for commands", "--control stdin")]
    [InlineData("x.mkv --pause-gap close", "--pause-gap says what a PAUSE leaves", "--control PATH_OF_SOCKET")]
    [InlineData("x.mkv --control stdin --pause-gap half", "\"half\"", "keep, close")]
    [InlineData("rec_{foo}.mkv", "unknown field {foo}", "{source}, {date}, {time}, {index}")]
    [InlineData("rec_{foo}.mkv --control stdin", "unknown field {foo}", "{source}, {date}, {time}, {index}")]
    [InlineData("x_{date}.mkv x_{date}.mkv", "same file", "file of its own")]
    [InlineData("x.mkv --control stdin --defer", "--defer makes one file of each output", "--control")]
    [InlineData("x.mkv --control /tmp", "no control socket can be made at /tmp", "it is a folder")]
    [InlineData("x.mkv --control no/such/folder/c.sock", "no control socket can be made at no/such/folder/c.sock: the folder ", "does not exist")]
    [InlineData("x.mkv --control stdin --start-stopped --codec h264 --quality 99", "99", "51")]
    public void Record_WhatCannotBe_IsRefused(string options, string words, string others) =>
        Giftgrab.RunHere(["record", "test:96x64@30", .. options.Split(' ')]).IsRefused(2, words, others);

    [Theory]
    [InlineData("/nowhere/x.mkv --control stdin --start-stopped", "/nowhere/x.mkv cannot be written: the folder /nowhere does not exist")]
    [InlineData("/nowhere/x.mkv --ring 1s -t 2s", "/nowhere/x.mkv cannot be written: the folder /nowhere does not exist")]
    [InlineData("/nowhere/{date}/x.mkv --control stdin", "the folder /nowhere does not exist")]
    [InlineData("/proc/x.mkv --ring 1s -t 2s", "/proc/x.mkv cannot be written: no file can be made in its folder")]
    [InlineData("x.mkv --ring 1s -t 2s --pts /nowhere/x.txt", "/nowhere/x.txt cannot be written: the folder /nowhere does not exist")]
    public void Record_FolderThatTakesNoLaterFiles_IsRefusedAtOnce(string arguments, string words) =>
        Giftgrab.RunHere(["record", "test:96x64@30", .. arguments.Split(' ')]).IsRefused(2, words);

    [Fact]
    public void AddAndRemove_WhileItRuns_TheFirstOutputIsWholeAndTheOthersHaveTheirPart()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(
            folder.Path, "record", "sim:160x120@30,sound", "film.mkv", "--control", "c.sock", "--codec", "h264", "--tune", "zerolatency", "--json", "--manifest", "files.json");
        Giftgrab.WaitFor(process, "started");

        JsonElement added = Tell(folder, $"ADD {folder["other.avi"]} --codec mjpeg");
        Tell(folder, $"ADD \"{folder["shared file.mp4"]}\" OF film_sec1.mkv");
        CommandResult twice = Giftgrab.RunHere("control", folder["c.sock"], $"ADD {folder["other.avi"]}");
        CommandResult empty = Giftgrab.RunHere("control", folder["c.sock"], $"ADD {folder["y.mp4"]} --quality");
        CommandResult emptyToo = Giftgrab.RunHere("control", folder["c.sock"], $"ADD {folder["y.mp4"]} --codec --quality 3");
        CommandResult wrong = Giftgrab.RunHere("control", folder["c.sock"], $"ADD {folder["y.avi"]} --duration 3s");
        WaitForMore(folder, 90);
        JsonElement removed = Tell(folder, $"REMOVE {folder["other.avi"]}");
        Tell(folder, $"REMOVE \"{folder["shared file.mp4"]}\"");
        Tell(folder, $"ADD \"{folder["to the end.ts"]}\" OF film_sec1.mkv");
        WaitForMore(folder, 90);
        CommandResult unknown = Giftgrab.RunHere("control", folder["c.sock"], $"REMOVE {folder["other.avi"]}");
        JsonElement stop = Tell(folder, "STOP");
        Tell(folder, "QUIT");
        CommandResult result = Giftgrab.Finish(process);

        result.HasRecorded();
        Assert.Equal("records from the next frame on", added.GetProperty("message").GetString());
        twice.IsRefused(1, "is already running");
        empty.IsRefused(1, "--quality needs a value", "constant quality");
        emptyToo.IsRefused(1, "--codec needs a value");
        wrong.IsRefused(1, "--duration is not understood of ADD", "--codec");
        unknown.IsRefused(1, "is not running", "allowed are");
        Assert.Equal(stop.GetProperty("frame").GetInt64(), Ffmpeg.CountFrames(folder["film_sec1.mkv"]));
        Assert.InRange(Ffmpeg.CountFrames(folder["other.avi"]), 20, removed.GetProperty("frame").GetInt64());
        Assert.InRange(Ffmpeg.CountFrames(folder["shared file.mp4"]), 10, removed.GetProperty("frame").GetInt64() + 60);
        Assert.Equal("mjpeg", Ffmpeg.ProbeVideo(folder["other.avi"], "codec_name")[0]);
        string[] names = ["film_sec1.mkv", "shared file.mp4", "to the end.ts", "other.avi"];
        string last = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        JsonElement[] outputs = [.. JsonDocument.Parse(last).RootElement.GetProperty("outputs").EnumerateArray()];
        Assert.Equal(names, outputs.Select(output => Path.GetFileName(output.GetProperty("path").GetString())));
        Assert.All(outputs, output => Assert.True(output.GetProperty("finalised").GetBoolean()));
        Assert.Equal(
            names.Select(name => (long)Ffmpeg.CountFrames(folder[name])), outputs.Select(output => output.GetProperty("encoded").GetInt64()));
        Assert.Equal(
            names, RecordingManifest.Read(folder["files.json"]).Files.Where(file => file.Kind == ManifestFileKind.Recording).Select(file => file.File));
        Assert.Equal(["pcm_s16le"], Ffmpeg.Probe("-select_streams", "a", "-show_entries", "stream=codec_name", "-of", "csv=p=0", folder["other.avi"]).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("hevc")]
    public void Remove_SharedFileOfAnEncoderThatLooksAhead_HasEveryFrameThatCameMeanwhile(string codec)
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(
            folder.Path, "record", "sim:160x120@30,sound", "film.mkv", "--control", "c.sock", "--codec", codec, "--json");
        Giftgrab.WaitFor(process, "started");
        WaitFor(folder, "received", 60);

        JsonElement added = Tell(folder, $"ADD {folder["x.mkv"]} OF film_sec1.mkv");
        WaitFor(folder, "received", added.GetProperty("counts").GetProperty("received").GetInt64() + 45);
        JsonElement removed = Tell(folder, $"REMOVE {folder["x.mkv"]}");
        WaitFor(folder, "received", removed.GetProperty("counts").GetProperty("received").GetInt64() + 10);
        Tell(folder, "QUIT");
        CommandResult result = Giftgrab.Finish(process);

        result.HasRecorded();
        long meanwhile = removed.GetProperty("counts").GetProperty("received").GetInt64() - added.GetProperty("counts").GetProperty("received").GetInt64();
        Assert.InRange(Ffmpeg.CountFrames(folder["x.mkv"]), meanwhile - 3, meanwhile + 3);
    }

    [Fact]
    public void Status_OutputsComeAndGo_NamesTheFilesThatAreWritten()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(
            folder.Path, "record", "sim:160x120@30", "a.mkv", "b.mkv", "--control", "c.sock", "--codec", "ffv1", "--slice", "command", "--json");
        Giftgrab.WaitFor(process, "started");

        Tell(folder, $"ADD {folder["own.avi"]} --codec mjpeg");
        string[] split = FilesOf(Tell(folder, "SPLIT"));
        Tell(folder, $"ADD {folder["shared.mkv"]} OF {folder["a_sec1_2.mkv"]}");
        string[] all = FilesOf(Tell(folder, "STATUS"));
        Tell(folder, $"REMOVE {folder["b_sec1_2.mkv"]}");
        string[] withoutB = FilesOf(Tell(folder, "STATUS"));
        CommandResult again = Giftgrab.RunHere("control", folder["c.sock"], $"REMOVE {folder["b_sec1.mkv"]}");
        Tell(folder, $"REMOVE {folder["own.avi"]}");
        string[] withoutOwn = FilesOf(Tell(folder, "PAUSE"));
        string[] stopped = FilesOf(Tell(folder, "STOP"));
        string[] none = FilesOf(Tell(folder, "STATUS"));
        Tell(folder, "QUIT");
        CommandResult result = Giftgrab.Finish(process);

        result.HasRecorded();
        Assert.Equal(["a_sec1_2.mkv", "b_sec1_2.mkv"], split);
        Assert.Equal(["a_sec1_2.mkv", "b_sec1_2.mkv", "own.avi", "shared.mkv"], all.Order());
        Assert.Equal(["a_sec1_2.mkv", "own.avi", "shared.mkv"], withoutB.Order());
        again.IsRefused(1, "is not running", "allowed are a_sec1_2.mkv, ");
        Assert.Equal(["a_sec1_2.mkv", "shared.mkv"], withoutOwn);
        Assert.Equal(["a_sec1_2.mkv", "shared.mkv"], stopped);
        Assert.Empty(none);
    }

    [Fact]
    public void Status_OutputFailed_NamesItNoMore()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(
            folder.Path, "record", "sim:160x120@30", "a.mkv", "--control", "c.sock", "--codec", "ffv1", "--json");
        Giftgrab.WaitFor(process, "started");

        Tell(folder, $"ADD {folder["failed.mkv"]} --codec h264 --codec-opt preset=nonsense");
        Giftgrab.WaitFor(process, "output-failed");
        string[] files = FilesOf(Tell(folder, "STATUS"));
        Tell(folder, "QUIT");
        Giftgrab.Finish(process);

        Assert.Equal(["a_sec1.mkv"], files);
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("hevc")]
    public void Add_PicturesChangeSize_GoesOnInANewFileWithEveryFrame(string codec)
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(
            folder.Path, "record", "sim:160x120@30,size=3:320x240", "film.mkv", "--codec", "ffv1", "--control", "c.sock", "--on-format-change", "new-file", "--json");
        Giftgrab.WaitFor(process, "started");

        Tell(folder, $"ADD {folder["x.mkv"]} --codec {codec}");
        WaitFor(folder, "received", 150);
        string[] running = FilesOf(Tell(folder, "STATUS"));
        JsonElement removed = Tell(folder, $"REMOVE {folder["x.mkv"]}");
        Tell(folder, "QUIT");
        CommandResult result = Giftgrab.Finish(process);

        result.HasRecorded();
        Assert.Equal(["film_sec2.mkv", "x-2.mkv"], running.Order());
        Assert.Equal(["x-2.mkv"], FilesOf(removed));
        JsonElement[] lines = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        string warning = Assert.Single(lines, line => line.GetProperty("event").GetString() == "warning").GetProperty("message").GetString()!;
        Assert.Contains("x-2.mkv goes on: 160x120 yuv420p became 320x240 yuv420p", warning, StringComparison.Ordinal);
        JsonElement[] outputs = [.. lines[^1].GetProperty("outputs").EnumerateArray()];
        Assert.Equal(4, outputs.Length);
        Assert.All(outputs, output =>
        {
            long encoded = output.GetProperty("encoded").GetInt64();
            Assert.True(output.GetProperty("finalised").GetBoolean());
            Assert.Equal((encoded, 0), (output.GetProperty("received").GetInt64(), output.GetProperty("dropped").GetInt64()));
            Assert.Equal(encoded, Ffmpeg.CountFrames(folder[output.GetProperty("path").GetString()!]));
        });
        Assert.Equal(["320", "240"], Ffmpeg.ProbeVideo(folder["x-2.mkv"], "width", "height"));
    }

    [Fact]
    public void Remove_OneOfTwoOutputs_TheOtherGoesOn()
    {
        using var folder = new TemporaryFolder();
        using Process process = Giftgrab.Start(
            folder.Path, "record", "sim:160x120@30", "a.mkv", "b.mkv", "--control", "c.sock", "--codec", "ffv1", "--json");
        Giftgrab.WaitFor(process, "started");

        Tell(folder, $"REMOVE {folder["a_sec1.mkv"]}");
        WaitFor(folder, "received", 60);
        Tell(folder, "QUIT");
        CommandResult result = Giftgrab.Finish(process);

        result.HasRecorded();
        Assert.InRange(Ffmpeg.CountFrames(folder["a_sec1.mkv"]), 1, Ffmpeg.CountFrames(folder["b_sec1.mkv"]) - 10);
    }

    private static string[] FilesOf(JsonElement answer) => [.. answer.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString()!))];

    private static JsonElement Tell(TemporaryFolder folder, string command, string socket = "c.sock")
    {
        CommandResult result = Giftgrab.RunHere("control", folder[socket], command, "--json");
        Assert.True(result.ExitCode == 0, result.Errors);
        return result.Json;
    }

    private static void WaitFor(TemporaryFolder folder, string count, long frames, string socket = "c.sock")
    {
        while (Tell(folder, "STATUS", socket).GetProperty("counts").GetProperty(count).GetInt64() < frames)
        {
            Thread.Yield();
        }
    }

    // Commands take their time, and a shared file begins at the next key frame: two seconds away at most.
    private static void WaitForMore(TemporaryFolder folder, long frames) =>
        WaitFor(folder, "encoded", Tell(folder, "STATUS").GetProperty("counts").GetProperty("encoded").GetInt64() + frames);
}
