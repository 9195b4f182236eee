namespace GiftGrab.Tests;

public sealed class RecordRefusalTests
{
    public static TheoryData<string, string> Refusals => new()
    {
        { "--quality 99", "0..51" },
        { "--quality abc", "\"abc\"" },
        { "--quality --threads 2", "--quality needs a value" },
        { "--threads -q", "--threads needs a value" },
        { "--speed 2 --audio pulse:", "without sound" },
        { "--qp 52", "0..51" },
        { "--bitrate 0", "\"0\"" },
        { "--bitrate -1", "\"-1\"" },
        { "--bitrate abc", "\"abc\"" },
        { "--bitrate 200G", "1000..2000000000" },
        { "--bitrate 999999G --duration 10s", "1000..2000000000" },
        { "--speed 1e300", "0.001 to 100000" },
        { "--bitrate 2M --quality 20", "quality 20" },
        { "--quality-preset ultra", "very-low, low, medium, high, very-high" },
        { "--codec h263", "h264, hevc, xvid, ffv1, vp9, av1, mjpeg, raw, ffvhuff" },
        { "--codec vp9 --container avi", "vp9" },
        { "--container mpg", "mp4, mov, mkv, webm, avi, ts" },
        { "--profile foo", "\"foo\"" },
        { "--level 1.0", "Level 1 does not permit" },
        { "--preset warp", "warp" },
        { "--tune jazz", "jazz" },
        { "--gop -1", "-1" },
        { "--gop 0", "0" },
        { "--codec ffv1 --container mkv --intra-refresh", "ffv1" },
        { "--threads -3", "-3" },
        { "--manifest no/such/run.json", "the folder" },
        { "--threads 9999", "9999" },
        { "--pixel-format yuv421q", "yuv421q" },
        { "--codec-opt nonsense", "NAME=VALUE" },
        { "--codec-opt nonsense=1", "option not used by encoder" },
        { "--hardware gpu", "auto, off, nvenc" },
        { "--lossless --hw vaapi", "lossless" },
        { "--lossless --quality 20", "lossless" },
        { "--duration 0", "\"0\"" },
        { "--duration -4", "\"-4\"" },
        { "--duration long", "\"long\"" },
        { "--frames 0", "\"0\"" },
        { "--frames -1", "\"-1\"" },
        { "--pace 0", "\"0\"" },
        { "--pace -60", "\"-60\"" },
        { "--fps 0", "\"0\"" },
        { "--input test:320x240 --source-size 640x480", "320x240 names a size and 640x480 is another" },
        { "--ring 0s", "\"0s\"" },
        { "--ring 3s --ring-memory much", "\"much\"" },
        { "--ring 3s --ring-memory 5", "5 bytes" },
        { "--ring 513MB", "--ring-memory" },
        { "--ring 3s --trigger-at -1s", "\"-1s\"" },
        { "--ring-exact", "--ring, which was not given" },
        { "--stats-interval 0", "\"0\"" },
        { "--stats-interval -2", "\"-2\"" },
        { "--queue 0", "1 to 100000" },
        { "--when-full wait", "block, drop-oldest, drop-newest" },
        { "--file-mode 999", "\"999\"" },
        { "--min-free -1", "\"-1\"" },
        { "--min-free 900000T", "have to stay free" },
        { "--bitrate 1G --frames 99999999999", "needs ~" },
        { "--metadata title", "NAME=VALUE" },
        { "--audio-codec mp3", "aac, opus, flac" },
        { "--audio-codec aac", "gets no sound" },
        { "--no-verify", "--lossless" },
        { "--sub-frame 0,0,10", "\"0,0,10\"" },
        { "--sub-frame 0,0,9999,10", "9999" },
        { "--log-level loud", "error, warning, info, debug, trace" },
        { "--codec h264 --codec hevc", "--codec was given 2 times for 1 output" },
        { "--title a --title b", "--title was given 2 times" },
        { "--title", "--title needs a value" },
        { "--input nowhere:thing", "nowhere:thing" },
        { "--input test:axb", "test:axb" },
        { "--only 5", "--only 5 chooses among several sources; allowed is beside two or more of --input" },
        { "--slice -1", "\"-1\"" },
        { "--slice 2parsecs", "a time such as 2s or 5m, and a size such as 500k, 100MB or 2G, command, or 0 for one file" },
        { "--slice 5", "\"5\"" },
        { "-o x_{slice}.mkv", "\"x_{slice}.mkv\" numbers slices or sections and the recording is one file; allowed are {index} instead, --slice for slices, --control for sections" },
        { "--slice 1ms", "0.01 s and more" },
        { "--slice 1B", "1000 bytes and more" },
        { "--ring -3s", "\"-3s\"" },
        { "--ring 0f", "90f" },
        { "--ring 3s --ring-memory 1k", "1000 bytes" },
        { "--ring 3s --slice 2s", "--slice" },
        { "--ring 3s --sidecar", "--sidecar" },
        { "--ring 3s --pre-roll 0 --post-roll 0s", "--pre-roll 0 and --post-roll 0 leave nothing to write" },
        { "--ring 3s --trigger-at x", "a time from 0 to 366 days" },
        { "--snapshot-at 400h --snapshot-at 9000h", "The time of a snapshot \"9000h\" is not usable; allowed is a time from 0 to 366 days" },
        { "--checksum", "--checksum goes with --sidecar or --dataset; neither was given" },
        { "--ring 3s --motion -1", "\"-1\"" },
        { "--trigger-at 2s", "--ring" },
        { "--slice 2s --defer", "--defer" },
        { "--output-size 320", "\"320\"" },
        { "--output-size 320x180 --lossless", "contradict" },
        { "--pts /nowhere/times.txt", "/nowhere/times.txt" },
        { "--pts /nowhere/a.txt --pts /nowhere/b.txt", "once for each" },
        { "--input sim:96x64 --reconnect -3s", "allowed is forever, or a time above 0" },
        { "--snapshot-every 1ms", "0.01 s and up" },
        { "--input screen::77,size=100x100 --source-size 50x50", "names the size 100x100, and the size 50x50 is asked for" },
        { "--input screen::77,cursor=on --no-cursor", "names the cursor on, and the cursor off is asked for" },
        { "--input v4l2:/dev/video0,size=320x240 --source-size 640x480", "names the size 320x240, and the size 640x480 is asked for" },
        { "--input test:320x240,format=nv12 --source-format bgra", "names the format nv12, and the format bgra is asked for" },
        { "--fps 60 --input test:320x240@30", "names a rate" },
        { "--input screen::77 --pace real", "A pace cannot be asked of screen :77" },
        { "--input sim:96x64 --audio pulse:,rate=7", "A sample rate of 7 is not possible; allowed are 1000 to 384000 hertz" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Record_WithABadValue_NamesItAndCreatesNothing(string options, string words)
    {
        using var folder = new TemporaryFolder();

        string[] few = options.Contains("--frames", StringComparison.Ordinal) ? [] : ["--frames", "3"];
        CommandResult result = Giftgrab.RunHere(["record", "-o", folder["x.mp4"], .. few, .. options.Split(' ')]);

        result.IsRefused(2, words);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Record_RawPicturesThatDoNotFit_SaysHowMuchTheyNeed()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunHere("record", "test:1920x1080@30", folder["x.mkv"], "--codec", "raw", "--frames", "972000000").IsRefused(2, "needs ~2.7 PiB, free ");

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Record_IntoTwoFoldersOfADiskThatHoldsOne_SaysWhatBothNeed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["a"]);
        Directory.CreateDirectory(folder["b"]);
        long frames = (long)(new DriveInfo(folder.Path).AvailableFreeSpace * 0.6 / (1920 * 1080 * 3 / 2));

        Giftgrab.RunIn(folder.Path, "record", "test:1920x1080@30", "a/x.mkv", "b/x.mkv", "--codec", "raw", "--frames", $"{frames}")
            .IsRefused(2, "a/x.mkv and b/x.mkv need ~");
    }

    [Fact]
    public void Record_WithoutAnOutput_AsksForOne() => Giftgrab.Run("record").IsRefused(2, "OUTPUT");

    [Theory]
    [InlineData("x.mp4.json", "--container", "mp4")]
    [InlineData("--pts", "x.mp4.json")]
    [InlineData("--wall-clock", "x.mp4.json")]
    [InlineData("--tsync", "x.mp4.json")]
    [InlineData("--manifest", "x.mp4.json", "-y")]
    public void Record_OntoItsOwnSidecar_IsRefused(params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, ["record", "test:96x64@30", "x.mp4", "--frames", "3", "--sidecar", .. arguments]).IsRefused(2, "x.mp4.json is the same file as");

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Record_WithAManifestWhereNoFileCanBeMade_IsRefusedBeforeItBegins()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunScript(folder.Path, $"""
            mkdir locked && chmod 555 locked
            [ $(id -u) = 0 ] && without_power='setpriv --bounding-set=-all'
            $without_power {Giftgrab.ShellCommand} record x.mp4 --frames 3 --manifest locked/run.json
            """);

        result.IsRefused(2, "locked/run.json cannot be written: ");
        Assert.False(File.Exists(folder["x.mp4"]));
    }

    [Fact]
    public void Record_WhoseManifestFindsNoRoom_FailsAndKeepsTheRecording()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", "x.mp4", "--frames", "3", "--manifest", "/dev/full", "-q");

        result.IsRefused(1, "/dev/full cannot be written: no space left on device");
        Assert.Equal(3, Ffmpeg.CountFrames(folder["x.mp4"]));
    }

    [Fact]
    public void Record_IntoAFolderThatMayNotBeEntered_SaysSo()
    {
        using var folder = new TemporaryFolder();

        // The administrator may enter everything, unless that power is taken away.
        CommandResult result = Giftgrab.RunScript(folder.Path, $"""
            mkdir locked && chmod 000 locked
            [ $(id -u) = 0 ] && without_power='setpriv --bounding-set=-all'
            $without_power {Giftgrab.ShellCommand} record locked/x.mp4 --frames 3
            """);

        result.IsRefused(2, "locked/x.mp4 cannot be written: there is no permission");
    }

    [Fact]
    public void Record_OntoAFileThatExists_LeavesItAsItWas()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.mp4"], "precious");

        Giftgrab.Run("record", folder["x.mp4"], "--frames", "3", "--pace", "off").IsRefused(2, folder["x.mp4"], "overwrite");

        Assert.Equal("precious", File.ReadAllText(folder["x.mp4"]));
    }

    [Fact]
    public void Record_IntoAFolder_NamesIt()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["x.mp4"]);

        Giftgrab.Run("record", folder["x.mp4"], "--frames", "3").IsRefused(2, folder["x.mp4"]);
    }

    [Fact]
    public void Record_WithTwoOutputsAndNoSource_SaysThatTheFirstIsTheSource()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, "record", "a.mp4", "b.mp4").IsRefused(2, "a.mp4 does not exist", "the first is the source");
    }

    [Theory]
    [InlineData("convert", "a.mp4", "b.mp4")]
    [InlineData("snapshot", "a.mp4", "b.png")]
    [InlineData("verify", "a.mp4")]
    [InlineData("repair", "a.mp4")]
    [InlineData("info", "a.mp4")]
    [InlineData("record", "-i", "a.mp4", "-i", "test:", "-o", "b.mkv", "-o", "c.mkv")]
    public void Command_OfAMissingFile_NamesItAndCreatesNothing(params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, arguments).IsRefused(2, "a.mp4", "does not exist");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("record", "folder", "b.mp4")]
    [InlineData("record", "test:", "folder", "-t", "1")]
    [InlineData("convert", "folder", "b.mp4")]
    [InlineData("repair", "folder")]
    public void Command_OfAFolder_NamesIt(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["folder"]);

        Giftgrab.RunIn(folder.Path, arguments).IsRefused(2, "folder", "is a folder");
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("x.mp4", "--pts", "sound.wav")]
    [InlineData("x.mp4", "--manifest", "sound.wav")]
    [InlineData("sound.wav", "--container", "mkv")]
    public void Record_OverTheFileOfItsSound_IsRefusedAndLeavesIt(params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["sound.wav"], "kept");

        Giftgrab.RunIn(folder.Path, ["record", "test:", .. arguments, "--audio", "sound.wav", "-y", "-t", "1"]).IsRefused(2, "sound.wav is the same file as the source of the sound");
        Assert.Equal("kept", File.ReadAllText(folder["sound.wav"]));
    }

    [Fact]
    public void Record_OfImagesThatAreNotThere_NamesThem()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, "record", "images:x_%04d.png@25", "x.mp4").IsRefused(2, "There are no images \"x_%04d.png\"");
    }

    [Fact]
    public void Record_OfABadAddressAsJson_SaysSoInJsonToo()
    {
        using var folder = new TemporaryFolder();

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", "images:x_%04d.png@abc", "x.mp4", "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("error", result.Json.GetProperty("event").GetString());
        Assert.Equal(2, result.Json.GetProperty("exitCode").GetInt32());
        Assert.Equal($"giftgrab: {result.Json.GetProperty("message").GetString()}", Assert.Single(result.ErrorLines));
    }

    [Fact]
    public void Record_OfAPatternWithTwoPaces_NamesBoth()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, "record", "test:96x64@30,pace=off", "x.mp4", "--pace", "real").IsRefused(2, "pace=off", "--pace real");
    }

    [Fact]
    public void Convert_OfAnEndlessPattern_AsksForALimit()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, "convert", "test:96x64@30", "x.mp4").IsRefused(2, "test:96x64@30 does not end by itself", "--duration");
        Giftgrab.RunIn(folder.Path, "convert", "sim:96x64@30", "x.mp4").IsRefused(2, "sim:96x64@30 does not end by itself", "--duration");
    }

    [Fact]
    public void Record_ASourceThatBreaks_SaysWhatItLeft()
    {
        using var folder = new TemporaryFolder();
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=s=64x48", "-frames:v", "1", folder["f_1.png"]);
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=s=32x24", "-frames:v", "1", folder["f_2.png"]);

        CommandResult result = Giftgrab.RunIn(folder.Path, "record", "images:f_%d.png@25", "x.mkv", "--codec", "ffv1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("x.mkv: 1 frames", result.Output, StringComparison.Ordinal);
        Assert.Contains("ends early", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, Ffmpeg.CountFrames(folder["x.mkv"]));
    }

    [Fact]
    public void Record_WithoutTheFolder_NamesIt()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.Run("record", folder["missing/x.mp4"], "--frames", "3").IsRefused(2, folder["missing"]);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("x.doc")]
    public void Record_WithAnUnknownExtension_ListsThoseThatAreKnown(string name)
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, "record", name, "--frames", "3").IsRefused(2, name, ".mp4");
    }

    [Fact]
    public void Record_OntoItsOwnSource_IsRefusedEvenThroughALink()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Clips.Short, folder["clip.mp4"]);
        File.CreateSymbolicLink(folder["link.mp4"], folder["clip.mp4"]);

        Giftgrab.Run("record", folder["clip.mp4"], folder["link.mp4"], "--overwrite").IsRefused(2, "the same file");

        Assert.Equal(new FileInfo(Clips.Short).Length, new FileInfo(folder["clip.mp4"]).Length);
    }

    [Fact]
    public void Record_OfASourceThatIsNoVideo_CreatesNothing()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, "record", "/etc/passwd", "x.mp4").IsRefused(1, "not a video: /etc/passwd");

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Record_WhereOneOfTwoOutputsIsNotPossible_CreatesNeither()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.RunIn(folder.Path, "record", "-o", "a.mp4", "-o", "b.webm", "--codec", "h264", "--frames", "3").IsRefused(2, "b.webm", "vp9");

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
