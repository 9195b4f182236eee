namespace GiftGrab.Tests;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x.mp4", "h264", "aac")]
    [InlineData("x.mkv", "h264", "aac")]
    [InlineData("x.mov", "h264", "aac")]
    [InlineData("x.ts", "h264", "aac")]
    [InlineData("x.webm", "vp9", "opus")]
    [InlineData("x.avi", "mpeg4", "pcm_s16le")]
    public void Convert_ToAnExtension_TakesItsCodecsAndKeepsEveryFrameAndTheSound(string name, string video, string audio)
    {
        CommandResult result = Giftgrab.Run("convert", Clips.FlashAndBeep, _folder[name]);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(video, CodecOf(_folder[name], "v"));
        Assert.Equal(Ffmpeg.CountFrames(Clips.FlashAndBeep), Ffmpeg.CountFrames(_folder[name]));
        Assert.Equal(audio, CodecOf(_folder[name], "a"));
    }

    /// <summary>The same encoding in Matroska is the judge of what a decoder makes of the finished file.</summary>
    [Theory]
    [InlineData("x.mp4", "h264", "flac")]
    [InlineData("x.mp4", "hevc", "opus")]
    [InlineData("x.mp4", "av1", "opus")]
    [InlineData("x.mp4", "xvid", "flac")]
    [InlineData("x.mov", "mjpeg", "pcm_s16le")]
    [InlineData("x.mov", "ffv1", "pcm_s24le")]
    public void Convert_IntoMp4OrMov_GivesAPlainFileWithoutCopyingIt(string name, string codec, string sound)
    {
        string[] encoding = ["--codec", codec, "--audio-codec", sound, "--threads", "1"];

        CommandResult result = Giftgrab.Run(["convert", Clips.FlashAndBeep, _folder[name], .. encoding]);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.True(Mp4.IsFinishedInPlace(_folder[name]));
        Assert.Equal(0, Giftgrab.Run(["convert", Clips.FlashAndBeep, _folder["x.mkv"], .. encoding]).ExitCode);
        Assert.Equal(Ffmpeg.FrameHashes(_folder["x.mkv"]), Ffmpeg.FrameHashes(_folder[name]));
        Assert.Equal(Sound(_folder["x.mkv"]), Sound(_folder[name]));
    }

    [Fact]
    public void Convert_WithoutTheSound_HasNone()
    {
        Assert.Equal(0, Giftgrab.Run("convert", Clips.FlashAndBeep, _folder["x.mp4"], "--no-audio").ExitCode);

        Assert.Empty(CodecOf(_folder["x.mp4"], "a"));
    }

    [Fact]
    public void Convert_Losslessly_ComparesEveryFrame()
    {
        CommandResult result = Giftgrab.Run("convert", Clips.Rgb, _folder["x.mkv"], "--codec", "ffv1", "--lossless");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains("90 frames verified", result.Output, StringComparison.Ordinal);
        Assert.Equal(Ffmpeg.FrameHashes(Clips.Rgb), Ffmpeg.FrameHashes(_folder["x.mkv"], "bgr0"));
    }

    /// <summary>Machine code and what .NET compiles while it runs are two compilers' work.</summary>
    [Theory]
    [InlineData("bgra", "yuv420p")]
    [InlineData("bgr24", "nv12")]
    [InlineData("bgra", "uyvy422")]
    [InlineData("uyvy422", "bgra")]
    [InlineData("nv12", "bgr24")]
    [InlineData("yuv420p", "bgra")]
    public void Convert_FromFormatToFormat_GivesThePixelsOfTheLibrary(string source, string encoded)
    {
        string[] options = ["--source-format", source, "--pixel-format", encoded, "--codec", "raw", "--allow-conversion"];
        Assert.Equal(0, Giftgrab.RunHere(["convert", Clips.Short, _folder["here.mkv"], .. options]).ExitCode);

        CommandResult result = Giftgrab.Run(["convert", Clips.Short, _folder["x.mkv"], .. options]);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.NotEmpty(Ffmpeg.FrameHashes(_folder["x.mkv"]));
        Assert.Equal(Ffmpeg.FrameHashes(_folder["here.mkv"]), Ffmpeg.FrameHashes(_folder["x.mkv"]));
    }

    [Fact]
    public void Convert_WithoutASecondPath_AsksForIt() => Giftgrab.Run("convert", Clips.Short).IsRefused(2, "convert needs OUT");

    [Theory]
    [InlineData("--preset ultrafast", true)]
    [InlineData("--preset fast", false)]
    [InlineData("--preset ultrafast --threads 5", false)]
    public void Convert_EncoderAsFastAsTheDecoder_GetsTheProcessorsThatTheDecoderLeaves(string options, bool shares)
    {
        int all = Environment.ProcessorCount;
        int expected = options.Contains("--threads", StringComparison.Ordinal) ? 5 : shares ? all - Math.Max(1, Math.Min(all, 16) / 2) : Math.Min(all, 16);

        CommandResult result = Giftgrab.RunHere(["convert", Clips.Short, _folder["x.mp4"], "--codec", "h264", "--show-plan", .. options.Split(' ')]);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Contains($"-threads {Math.Max(1, expected)})", result.Errors, StringComparison.Ordinal);
    }

    private static string CodecOf(string path, string kind) => Ffmpeg.Probe(
        "-select_streams", kind, "-show_entries", "stream=codec_name", "-of", "default=noprint_wrappers=1:nokey=1", path).Split('\n')[0];

    private static string Sound(string path) => Ffmpeg.Run("-i", path, "-map", "0:a", "-c", "copy", "-f", "md5", "-");
}
