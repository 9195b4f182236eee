using System.Diagnostics;
using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class RecordSoundTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("out.wav")]
    [InlineData("out.m4a")]
    [InlineData("out.flac")]
    public void Convert_OfAFileIntoSound_HasItsLength(string name)
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "convert", Clips.FlashAndBeep, name);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(10, Pcm.Seconds(_folder[name]), 0.02);
    }

    [Fact]
    public void Record_OfAPatternsSound_EndsAtTheClocksTime()
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "record", "test:96x64@10,sound,pace=off", "out.wav", "--until", "00:03.5", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(3.5, Pcm.Seconds(_folder["out.wav"]), 0.001);
        JsonElement[] events = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal("started", events[0].GetProperty("event").GetString());
        JsonElement end = events[^1];
        Assert.Equal(("finished", "limit"), (end.GetProperty("event").GetString(), end.GetProperty("stoppedBy").GetString()));
        Assert.Equal(3.5, end.GetProperty("outputs")[0].GetProperty("duration").GetDouble(), 0.001);
    }

    [Theory]
    [InlineData("200ms", 0.2)]
    [InlineData("-200ms", -0.2)]
    [InlineData("0ms", 0)]
    public void Convert_WithAnOffset_MovesTheBeeps(string offset, double seconds)
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "convert", Clips.FlashAndBeep, "out.mkv", "--preset", "ultrafast", "--audio-codec", "pcm", $"--audio-offset={offset}");

        Assert.True(result.ExitCode == 0, result.Errors);
        double[] beeps = Pcm.Beeps(_folder["out.mkv"]);
        double[] expected = [.. Pcm.Beeps(Clips.FlashAndBeep).Select(beep => beep + seconds).Where(beep => beep >= 0)];
        Assert.Equal(expected.Length, beeps.Length);
        Assert.All(expected.Zip(beeps), pair => Assert.Equal(pair.First, pair.Second, 0.005));
    }

    [PulseFact]
    public void Record_OfAMicrophone_HasTheToneAndTheLength() => WithAToneThatPlays(server =>
    {
        CommandResult result = Giftgrab.RunIn(
            _folder.Path, "record", $"pulse:,server={server.Address}", "out.wav", "-t", "3", "--json", "--stats-interval", "500ms", "--overwrite");

        Assert.True(result.ExitCode == 0, result.Errors);
        AssertTone(_folder["out.wav"]);
        JsonElement progress = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).Last(line => line.GetProperty("event").GetString() == "progress");
        Assert.InRange(progress.GetProperty("sound").GetProperty("rms").GetDouble(), -20, 0);
    });

    [PulseFact]
    public void Record_OfAPatternBesideAMicrophone_HasBoth()
    {
        using var server = new PulseServer();

        CommandResult result = Giftgrab.RunIn(
            _folder.Path, "record", "test:320x240@30", "out.mp4", "--audio", $"pulse:,server={server.Address}", "-t", "2", "--preset", "ultrafast");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(60, Ffmpeg.CountFrames(_folder["out.mp4"]));
        Assert.Equal(2, Pcm.Seconds(_folder["out.mp4"]), 0.06);
    }

    [PulseFact]
    public void Record_OfAMicrophoneByItsName_RecordsIt()
    {
        using var server = new PulseServer();

        CommandResult first = Giftgrab.RunWith("PULSE_SERVER", server.Address, "record", PulseServer.Description, _folder["a.wav"], "-t", "1");
        CommandResult named = Giftgrab.RunWith("PULSE_SERVER", server.Address, "record", "-i", PulseServer.Source, _folder["b.wav"], "-t", "1");

        Assert.True((first.ExitCode, named.ExitCode) == (0, 0), first.Errors + named.Errors);
        Assert.Equal(1, Pcm.Seconds(_folder["a.wav"]), 0.02);
        Assert.Equal(1, Pcm.Seconds(_folder["b.wav"]), 0.02);
    }

    [PulseFact]
    public void Record_OfAMicrophoneWhoseServerStaysAway_EndsInTimeAndTellsOfTheLoss()
    {
        CommandResult result = RecordWhileTheServerGoesAway("-t", "5s");

        Assert.True(result.ExitCode == 0, result.Errors);
        JsonElement[] events = EventsOf(result);
        Assert.Equal("limit", events[^1].GetProperty("stoppedBy").GetString());
        string[] warnings = [.. events.Where(line => line.GetProperty("event").GetString() == "warning").Select(line => line.GetProperty("message").GetString()!)];
        Assert.All(warnings, warning => Assert.StartsWith("no sound came from ", warning, StringComparison.Ordinal));
        Assert.Contains("to 5.000 s: ", warnings[^1], StringComparison.Ordinal);
        Assert.InRange(Pcm.Seconds(_folder["out.wav"]), 0.01, 4.99);
    }

    [PulseFact]
    public void Record_OfAMicrophoneThatMayNotStayAwayForLong_FailsWithWhatThereIs()
    {
        CommandResult result = RecordWhileTheServerGoesAway("-t", "1h", "--reconnect", "500ms");

        Assert.True(result.ExitCode == 1, result.Errors);
        Assert.Contains("did not come back within 0.5 s", result.Errors, StringComparison.Ordinal);
        Assert.True(Pcm.Seconds(_folder["out.wav"]) > 0);
    }

    [PulseFact]
    public void Record_BesideAMicrophoneWithAFilterThatIsNone_IsRefusedInOneLine()
    {
        using var server = new PulseServer();

        CommandResult result = Giftgrab.RunIn(
            _folder.Path, "record", "test:320x240@30", "out.mp4", "--audio", $"pulse:,server={server.Address}", "--audio-filter", "nosuch=1", "-t", "1");

        result.IsRefused(2, "nosuch");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [AlsaFact]
    public void Record_OfAnAlsaDevice_HasTheToneAndTheLength() => WithAToneThatPlays(server =>
    {
        File.WriteAllText(_folder["asound.conf"], $$"""
            </usr/share/alsa/alsa.conf>
            pcm.room { type pulse server "{{server.Address}}" device "{{PulseServer.Source}}" }
            """);

        CommandResult result = Giftgrab.RunWith(
            "ALSA_CONFIG_PATH", _folder["asound.conf"], "record", "alsa:room,channels=2", _folder["out.wav"], "-t", "3", "--overwrite");

        Assert.True(result.ExitCode is 0 or 3, result.Errors);
        AssertTone(_folder["out.wav"]);
    });

    [Theory]
    [InlineData("record", "alsa:null", "x.opus", "-t", "5")]
    [InlineData("record", "sim:320x240@30", "x.mkv", "-t", "1", "--audio", "alsa:null")]
    public void Record_OfSoundThatComesTooFast_TellsOfTheLoss(params string[] arguments)
    {
        File.WriteAllText(_folder["asound.conf"], "pcm.null { type null }");

        CommandResult result = Giftgrab.RunWith("ALSA_CONFIG_PATH", _folder["asound.conf"], [.. arguments[..2], _folder[arguments[2]], .. arguments[3..]]);

        Assert.True(result.ExitCode == 3, result.Errors);

        // Which of the two queues on its way is full first, the machine decides.
        Assert.Contains(result.ErrorLines, line => System.Text.RegularExpressions.Regex.IsMatch(
            line, @"alsa:null gave \d+\.\d s of sound that were not taken|\d+ of \d+ blocks of sound were dropped"));
    }

    [Fact]
    public void Record_OfASimulatedCardsSoundAlone_SaysThatItIsSimulated()
    {
        CommandResult result = Giftgrab.RunHere("record", "sim:96x64@30,sound", _folder["out.wav"], "-t", "1", "--json");

        Assert.True(result.ExitCode == 0, result.Errors);
        JsonElement started = JsonDocument.Parse(result.Output.Split('\n')[0]).RootElement;
        Assert.True(started.GetProperty("source").GetProperty("simulated").GetBoolean());
    }

    [Fact]
    public void Record_WithoutAServer_SaysSoAndLeavesNoFile()
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "record", "test:", "out.mp4", "-t", "1", "--audio", $"pulse:,server=unix:{_folder["none"]}");

        result.IsRefused(1, "no audio server", "--no-audio");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Record_WithOtherSoundOfARing_HasItInTheFileThatIsSaved()
    {
        CommandResult result = Giftgrab.RunIn(
            _folder.Path, "record", "test:320x240@30", "out.mkv", "--audio", Clips.FlashAndBeep, "--ring", "5s", "--trigger-at", "2s", "--pre-roll", "1s",
            "--post-roll", "1s", "-t", "4s", "--preset", "ultrafast");

        Assert.True(result.ExitCode == 0, result.Errors);
        string saved = Assert.Single(Directory.GetFiles(_folder.Path, "*.mkv"));
        Assert.InRange(Pcm.Seconds(saved), 1.8, 3.2);
    }

    [Fact]
    public void Record_WithOtherSoundIntoADataSet_HasItBesideThePictures()
    {
        CommandResult result = Giftgrab.RunIn(
            _folder.Path, "record", "test:320x240@30", "--audio", Clips.FlashAndBeep, "--dataset", "set", "-t", "2s", "--preset", "ultrafast");

        Assert.True(result.ExitCode == 0, result.Errors);
        string made = Assert.Single(Directory.GetFiles(_folder["set"], "*.mkv", SearchOption.AllDirectories));
        Assert.Equal(2, Pcm.Seconds(made), 0.06);
        Assert.Equal(2, Pcm.Beeps(made).Length);
    }

    [Theory]
    [InlineData("test:320x240@30,sound")]
    [InlineData(null)]
    public void Record_ACountOfFramesAsFastAsPossible_EndsTheSoundWithThem(string? source)
    {
        CommandResult result = Giftgrab.RunIn(
            _folder.Path, "record", source ?? Clips.FlashAndBeep, "out.mkv", "--pace", "off", "--frames", "40", "--codec", "ffv1", "--audio-codec", "pcm");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(40, Ffmpeg.CountFrames(_folder["out.mkv"]));
        Assert.Equal(40 / 30.0, Pcm.Seconds(_folder["out.mkv"]), 0.001);
        Assert.Equal(2, Pcm.Beeps(_folder["out.mkv"]).Length);
    }

    [Theory]
    [InlineData("10")]
    [InlineData("30")]
    public void Record_EveryNthFrameOfAFileWithSound_WarnsOfNoSourceThatIsSilent(string every)
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "record", Clips.FlashAndBeep, "out.mp4", "--every", every, "--codec", "h264");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.DoesNotContain("given nothing", result.Errors, StringComparison.Ordinal);
        Assert.Equal(10, Pcm.Beeps(_folder["out.mp4"]).Length);
    }

    [Fact]
    public void Record_WithOtherSoundAndEncodedLater_HasItInTheEnd()
    {
        CommandResult recorded = Giftgrab.RunIn(
            _folder.Path, "record", "test:320x240@30", "out.mp4", "--audio", Clips.FlashAndBeep, "--defer", "--queue-file", "queue.db", "-t", "2s");
        CommandResult encoded = Giftgrab.RunIn(_folder.Path, "queue", "run", "--queue-file", "queue.db");

        Assert.True(recorded.ExitCode == 0, recorded.Errors);
        Assert.True(encoded.ExitCode == 0, encoded.Errors);
        Assert.Equal(60, Ffmpeg.CountFrames(_folder["out.mp4"]));
        Assert.Equal(2, Pcm.Seconds(_folder["out.mp4"]), 0.1);
        Assert.Equal([0, 1], Pcm.Beeps(_folder["out.mp4"]).Select(beep => Math.Round(beep, 2)));
    }

    [Fact]
    public void Record_OfAMicrophoneAloneWithoutAServer_DoesNotAdviseToLeaveSoundOut()
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "record", $"pulse:,server=unix:{_folder["none"]}", "out.wav", "-t", "1");

        result.IsRefused(1, "no audio server");
        Assert.DoesNotContain("--no-audio", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("record", "alsa:nobody", "out.wav")]
    [InlineData("record", "pulse:,server=unix:/nowhere", "out.wav")]
    [InlineData("record", "screen::9999", "out.wav")]
    public void Record_IntoAFileThatExists_IsRefusedBeforeTheDeviceIsOpened(params string[] arguments)
    {
        File.WriteAllText(_folder["out.wav"], "mine");

        CommandResult result = Giftgrab.RunIn(_folder.Path, [.. arguments, "-t", "1"]);

        result.IsRefused(2, "out.wav", "--overwrite");
        Assert.DoesNotContain("does not answer", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_OfAnAlsaDeviceThatIsNotThere_IsOneLineWithoutTheLibrarysOwn()
    {
        CommandResult result = Giftgrab.RunIn(_folder.Path, "record", "alsa:hw:CARD=nobody", "out.wav", "-t", "1");

        result.IsRefused(1, "alsa:hw:CARD=nobody", "ALSA has no such device");
    }

    [Theory]
    [InlineData("test: out.wav --codec h264", "--codec", "sound alone")]
    [InlineData("test: out.wav --frames 3", "--frames", "sound alone")]
    [InlineData("test: out.wav --reconnect 3s", "test:", "no live source", "--reconnect")]
    [InlineData("pulse: out.wav --while-lost black", "--while-lost", "sound alone")]
    [InlineData("test: out.wav out.mp4", "out.wav", "out.mp4")]
    [InlineData("pulse: out.mjpeg", "out.mjpeg", "cannot hold sound")]
    [InlineData("test: out.mjpeg --audio pulse:", "out.mjpeg", "cannot hold sound")]
    [InlineData("test: out.mp4 --audio pulse: --no-audio", "--audio", "--no-audio")]
    [InlineData("test: out.mkv --audio pulse: --control stdin", "--audio pulse:", "--control")]
    [InlineData("test:,sound out.mp4 --until 00:75", "00:75", "MM:SS")]
    [InlineData("test:,sound out.mp4 --until -1", "-1", "MM:SS")]
    [InlineData("test:,sound out.mp4 --until 00:10 -t 3", "--duration 3", "--until 00:10")]
    [InlineData("test:,sound out.mp4 --until-silence 1s", "--until-silence", "--duration or --until")]
    [InlineData("test:,sound out.mp4 --until-silence 0 -t 1", "\"0\"", "above 0")]
    [InlineData("test:,sound out.mp4 --silence-level -40dB", "--silence-level", "--until-silence")]
    [InlineData("test:,sound out.mp4 --until-silence 1s -t 3 --silence-level loud", "loud", "-120dB to 0dB")]
    [InlineData("test:,sound out.mp4 --audio-offset fast", "fast", "200ms")]
    [InlineData("test:,sound out.mp4 --audio-filter volme=1", "volme", "is not usable")]
    [InlineData("test:,sound out.mp4 --audio-rate 7", "7", "1000 to 384000")]
    [InlineData("test:,sound out.mp4 --audio-channels 0", "0", "1 to 8")]
    [InlineData("test: out.mp4 --audio-channels 1", "--audio-channels 1", "gets no sound")]
    public void Record_OfWhatCannotBe_IsRefusedInOneLine(string line, params string[] words)
    {
        string[] arguments = line.Split(' ');

        CommandResult result = Giftgrab.RunHere(["record", .. arguments.Select(argument => argument.StartsWith("out.", StringComparison.Ordinal) ? _folder[argument] : argument)]);

        result.IsRefused(2, words);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Record_OfPicturesWithoutSoundIntoSound_IsRefused()
    {
        CommandResult result = Giftgrab.RunHere("record", "test:", _folder["out.wav"]);

        result.IsRefused(1, "test:", "no sound");
    }

    [Theory]
    [InlineData("test:,pace=off", "test:,pace=off")]
    [InlineData("test:,pace=off,sound", "/nowhere/sound.wav")]
    public void Record_WithSoundThatIsNotThere_IsRefusedAndLeavesNoFile(string pictures, string sound)
    {
        Giftgrab.RunHere("record", pictures, _folder["out.mp4"], "-t", "1", "--audio", sound).IsRefused(sound[0] == '/' ? 2 : 1, sound);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private static JsonElement[] EventsOf(CommandResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private CommandResult RecordWhileTheServerGoesAway(params string[] options)
    {
        using var server = new PulseServer();
        using Process process = Giftgrab.Start(_folder.Path, ["record", $"pulse:,server={server.Address}", "out.wav", "--json", "--stats-interval", "50ms", .. options]);
        string begun = string.Empty;
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains("\"progress\"", StringComparison.Ordinal))
        {
            begun += $"{line}\n";
        }

        server.Kill();
        CommandResult result = Giftgrab.Finish(process);
        return result with { Output = begun + result.Output };
    }

    private static void AssertTone(string path)
    {
        short[] samples = Pcm.Decode(path);
        Assert.Equal(3, samples.Length / (double)Pcm.Rate, 0.02);
        Assert.Equal(1000, Tone.FrequencyOf(samples.AsSpan()[^Pcm.Rate..], Pcm.Rate), 3.0);
    }

    // A machine on which all tests run at once may hold the sound server or the player up for longer than they buffer: that the tone then
    // has a hole is no fault of the recording, and no reason to look for one.
    private void WithAToneThatPlays(Action<PulseServer> record)
    {
        Ffmpeg.Run("-f", "lavfi", "-i", "sine=frequency=1000:duration=30:sample_rate=48000", "-af", "volume=4", "-ac", "2", _folder["tone.wav"]);
        for (int attempt = 1; ; attempt++)
        {
            using var server = new PulseServer();
            using Process player = server.Play(_folder["tone.wav"]);
            try
            {
                record(server);
                return;
            }
            catch (Xunit.Sdk.XunitException) when (attempt < 5)
            {
            }
            finally
            {
                player.Kill();
            }
        }
    }
}
