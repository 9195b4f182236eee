namespace GiftGrab.Tests.Outputs;

/// <summary>Real time in the file: a gap between pictures stays one.</summary>
[Collection("frames")]
public sealed class VariableRateTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.mkv", false)]
    [InlineData("x.mp4", false)]
    [InlineData("x.mp4", true)]
    [InlineData("x.mov", false)]
    [InlineData("x.ts", false)]
    public async Task FileOutput_GapBetweenPictures_IsKept(string name, bool keepFragments)
    {
        using var clip = new PacketClip(Clips.VariableRate);
        using var output = new FileOutput(_folder[name], options: new FileOutputOptions { KeepFragments = keepFragments });
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        // A transport stream begins at a time of its own.
        double[] expected = Ffmpeg.FrameTimes(Clips.VariableRate);
        double[] found = Ffmpeg.FrameTimes(_folder[name]);
        Assert.Equal(60, found.Length);
        Assert.All(
            expected.Zip(found),
            times => Assert.Equal(times.First - expected[0], times.Second - found[0], 0.0005));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task FileOutput_PicturesFarApart_EachIsInTheFileAtOnceAndInItsTime(int seconds)
    {
        string slow = Clips.Make($"slow-{seconds}.mkv",
            "-f", "lavfi", "-i", $"testsrc2=s=320x240:r=30:d={seconds * 10}", "-vf", $"select='not(mod(n,{seconds * 30}))'", "-vsync", "vfr",
            "-c:v", "libx264", "-bf", "0", "-pix_fmt", "yuv420p");
        using var clip = new PacketClip(slow);
        using var output = new FileOutput(_folder["x.mp4"]);
        clip.Attach(output);
        int given = 0;

        clip.Play(() =>
        {
            given++;
            if (given is 2 or 5)
            {
                Assert.Equal(given, Ffmpeg.CountFrames(_folder["x.mp4"]));
            }
        });
        await output.Completion;

        Assert.All(Ffmpeg.FrameTimes(slow).Zip(Ffmpeg.FrameTimes(_folder["x.mp4"])), times => Assert.Equal(times.First, times.Second, 0.0005));
        Assert.Equal(10, Ffmpeg.CountFrames(_folder["x.mp4"]));
    }

    protected override void Release() => _folder.Dispose();
}
