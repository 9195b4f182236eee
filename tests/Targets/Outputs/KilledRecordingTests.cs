namespace GiftGrab.Tests.Outputs;

/// <summary>A copy of the file taken while it is written is what a killed process leaves.</summary>
[Collection("frames")]
public sealed class KilledRecordingTests : LeakChecked
{
    private const int FramesPerSecond = 30;

    /// <summary>So many pictures at a cut may lack one before them that is stored after them.</summary>
    private const int Reordered = 4;
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mov")]
    [InlineData("x.mkv")]
    [InlineData("x.avi")]
    [InlineData("x.ts")]
    [InlineData("x.h264")]
    public async Task FileOutput_KilledAtAnyInstant_LosesAtMostTheLastSecond(string name)
    {
        using var clip = new PacketClip(LongGop);
        using var output = new FileOutput(_folder[name]);
        clip.Attach(output);
        int given = 0;
        var copies = new List<(string Path, int Given)>();

        clip.Play(() =>
        {
            given++;
            if (given is 20 or 31 or 32 or 47 or 62 or 100 or 151 or 224 or 300)
            {
                string copy = _folder[$"killed-{given}-{name}"];
                File.Copy(_folder[name], copy);
                copies.Add((copy, given));
            }
        });
        await output.Completion;

        string[] expected = Ffmpeg.FrameHashes(LongGop);
        foreach ((string path, int count) in copies)
        {
            string[] found = Ffmpeg.FrameHashes(path);
            Assert.InRange(found.Length, count - FramesPerSecond, count);
            Assert.Equal(expected[..Math.Max(0, found.Length - Reordered)], found[..Math.Max(0, found.Length - Reordered)]);
            Assert.Empty(found.Except(expected));
        }
    }

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mkv")]
    public void FileOutput_KilledWithSound_LosesAtMostTheLastSecondOfBoth(string name)
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder[name]);
        clip.Attach(output);
        while (clip.Video.Position < 5_200_000_000)
        {
            clip.Step();
        }

        File.Copy(_folder[name], _folder["killed-" + name]);

        Assert.InRange(Ffmpeg.FrameTimes(_folder["killed-" + name])[^1], (clip.Video.Position / 1e9) - 1.0, 6);
        Assert.InRange(LastSound(_folder["killed-" + name]), (clip.Audio!.Position / 1e9) - 1.0, 6);
    }

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mov")]
    public async Task FileOutput_Finalised_HasItsIndexInFrontAndNoFragments(string name)
    {
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder[name]);
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        string[] boxes = [.. Mp4.Boxes(_folder[name]).Select(box => box.Type)];
        Assert.DoesNotContain("moof", boxes);
        Assert.InRange(Array.IndexOf(boxes, "moov"), 0, Array.IndexOf(boxes, "mdat") - 1);
        Assert.Equal([name], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    protected override void Release() => _folder.Dispose();

    /// <summary>Key frames ten seconds apart: what is written in between has to hold on its own.</summary>
    private static string LongGop => Clips.Make("long-gop.mp4",
        "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=11", "-c:v", "libx264", "-g", "300", "-sc_threshold", "0", "-pix_fmt", "yuv420p");

    private static double LastSound(string path) => Ffmpeg
        .Probe("-select_streams", "a:0", "-show_entries", "frame=best_effort_timestamp_time", "-of", "default=noprint_wrappers=1:nokey=1", path)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(time => double.Parse(time, System.Globalization.CultureInfo.InvariantCulture))
        .Last();
}
