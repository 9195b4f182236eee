using System.Text;
using System.Text.Json;
using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class InfoCommandTests
{
    [Fact]
    public void Info_OntoAFullDisk_SaysThatNothingWasWritten()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var messages = new MemoryStream();
        using var output = new CommandOutput(full, messages);

        int exitCode = CommandLine.Run(["info", Clips.Short], output);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("giftgrab: standard output cannot be written: ", Encoding.UTF8.GetString(messages.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Info_OfAClip_SaysWhatFfprobeSays()
    {
        CommandResult result = Giftgrab.Run("info", Clips.H264);

        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Errors);
        Assert.Contains("h264 (High), 640x360, yuv420p, 30/1 fps, 300 frames", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_AsJson_EqualsFfprobe()
    {
        string[] probed = Ffmpeg.ProbeVideo(Clips.H264, "width", "height", "pix_fmt", "r_frame_rate", "codec_name", "nb_frames");

        JsonElement video = Giftgrab.Run("info", Clips.H264, "--json").Json.GetProperty("video");

        string[] told =
        [
            .. new[] { "width", "height", "pixelFormat", "frameRate", "codec", "frames" }.Select(name => video.GetProperty(name).ToString()),
        ];
        Assert.Equal(probed, told);
    }

    [Fact]
    public void Info_OfAClipWithSound_DescribesTheSound()
    {
        JsonElement audio = Giftgrab.Run("info", Clips.FlashAndBeep, "--json").Json.GetProperty("audio");

        Assert.Equal("aac", audio.GetProperty("codec").GetString());
        Assert.Equal(48000, audio.GetProperty("sampleRate").GetInt32());
    }

    [Fact]
    public void Info_OfAnEmptyFile_SaysThatItIsNoVideo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["empty.mp4"], []);

        Giftgrab.Run("info", folder["empty.mp4"]).IsRefused(1, "not a video: ", folder["empty.mp4"]);
    }

    [Fact]
    public void Info_OfAText_SaysThatItIsNoVideo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["notes.txt"], "These are no pictures.\n");

        Giftgrab.Run("info", folder["notes.txt"]).IsRefused(1, "not a video: ", folder["notes.txt"]);
    }

    [Fact]
    public void Info_OfAMissingFile_NamesIt() =>
        Giftgrab.Run("info", "/nowhere/clip.mp4").IsRefused(2, "not a video: /nowhere/clip.mp4 (it does not exist)");

    [Theory]
    [InlineData("rtsp://ann:topsecret@camera/x", "not a video: rtsp://***@camera/x (it is an address, and only files are read here)")]
    [InlineData("test:", "it is an address")]
    public void Info_OfAnAddress_SaysThatItTakesFiles(string address, string words) => Giftgrab.RunHere("info", address).IsRefused(2, words);

    [Fact]
    public void Info_OfAFolder_NamesIt()
    {
        using var folder = new TemporaryFolder();

        Giftgrab.Run("info", folder.Path).IsRefused(2, $"not a video: {folder.Path} (it is a folder)");
    }

    [Fact]
    public void Info_OfADevice_DoesNotCallItEmpty() =>
        Assert.DoesNotContain("empty", Giftgrab.RunHere("info", "/dev/zero").Errors, StringComparison.Ordinal);
}
