namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class FileOutputTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mov")]
    [InlineData("x.mkv")]
    [InlineData("x.avi")]
    [InlineData("x.ts")]
    [InlineData("x.h264")]
    public async Task FileOutput_ClipWithBFrames_EveryPictureComesBack(string name)
    {
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder[name]);
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264), Ffmpeg.FrameHashes(_folder[name]));
        Assert.Equal(300, output.Statistics.VideoFrames);
        Assert.Equal(new FileInfo(_folder[name]).Length > 0, output.Statistics.Bytes > 0);
    }

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mkv")]
    [InlineData("x.mov")]
    public async Task FileOutput_PictureAndSound_BothComeBackInTime(string name)
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder[name]);
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        Assert.Equal(Ffmpeg.FrameHashes(Clips.FlashAndBeep), Ffmpeg.FrameHashes(_folder[name]));
        Assert.Equal(BeepTimes(Clips.FlashAndBeep), BeepTimes(_folder[name]));
        Assert.All(
            Ffmpeg.FrameTimes(Clips.FlashAndBeep).Zip(Ffmpeg.FrameTimes(_folder[name])),
            times => Assert.Equal(times.First, times.Second, 0.001));
    }

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mov")]
    public async Task FileOutput_Hevc_HasTheNameThatApplesPlayersTake(string name)
    {
        string source = Clips.Make("hevc.nut",
            "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error",
            "-flags", "+global_header", "-pix_fmt", "yuv420p");
        using var clip = new PacketClip(source);
        using var output = new FileOutput(_folder[name]);
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        Assert.Equal("hvc1", Ffmpeg.ProbeVideo(_folder[name], "codec_tag_string")[0]);
    }

    protected override void Release() => _folder.Dispose();

    /// <summary>Where sound begins, in whole milliseconds of the picture's clock.</summary>
    private static string[] BeepTimes(string path) =>
        [.. Ffmpeg.Probe(
                "-f", "lavfi", "-i", $"amovie={path},aresample=48000:first_pts=0,silencedetect=n=-50dB:d=0.5",
                "-show_entries", "frame_tags=lavfi.silence_end", "-of", "default=noprint_wrappers=1:nokey=1")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(time => $"{double.Parse(time, System.Globalization.CultureInfo.InvariantCulture):0.000}")];
}
