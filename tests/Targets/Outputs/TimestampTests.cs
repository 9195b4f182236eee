using System.Diagnostics;
using System.Globalization;

namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class TimestampTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task FileOutput_TimestampFile_HoldsEveryPicturesTimeInTheOrderShown()
    {
        using var clip = new PacketClip(Clips.VariableRate);
        using var output = new FileOutput(_folder["x.mkv"], options: new FileOutputOptions { TimestampFile = _folder["x.txt"] });
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        string[] lines = File.ReadAllLines(_folder["x.txt"]);
        Assert.Equal("# timecode format v2", lines[0]);
        double[] times = [.. lines[1..].Select(Milliseconds)];
        Assert.Equal(60, times.Length);
        Assert.All(times.Zip(Ffmpeg.FrameTimes(_folder["x.mkv"])), pair => Assert.Equal(pair.First, pair.Second * 1000, 1.0));
        Assert.Equal(2033, times[30] - times[29], 1.0);
    }

    [Fact]
    public async Task FileOutput_TimestampFile_IsTakenByMkvmerge()
    {
        using var clip = new PacketClip(Clips.VariableRate);
        using var output = new FileOutput(_folder["x.h264"], options: new FileOutputOptions { TimestampFile = _folder["x.txt"] });
        clip.Attach(output);
        clip.Play();
        await output.Completion;

        using var merge = Process.Start(new ProcessStartInfo(
            "mkvmerge", ["-q", "-o", _folder["merged.mkv"], "--timestamps", $"0:{_folder["x.txt"]}", _folder["x.h264"]]))!;
        await merge.WaitForExitAsync();

        Assert.Equal(0, merge.ExitCode);
        Assert.All(
            Ffmpeg.FrameTimes(Clips.VariableRate).Zip(Ffmpeg.FrameTimes(_folder["merged.mkv"])),
            times => Assert.Equal(times.First, times.Second, 0.0011));
    }

    [Fact]
    public async Task FileOutput_WallClockFile_HoldsCaptureTimesAndFlagsAClockThatWasSet()
    {
        using var clip = new PacketClip(Clips.H264);
        var start = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        clip.Video.CaptureTime = time => start + TimeSpan.FromSeconds(time / 1e9) + TimeSpan.FromSeconds(time >= 5_000_000_000 ? 60 : 0);
        using var output = new FileOutput(_folder["x.mp4"], options: new FileOutputOptions { WallClockFile = _folder["x.txt"] });
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        string[][] lines = [.. File.ReadAllLines(_folder["x.txt"])[1..].Select(line => line.Split(' '))];
        Assert.Equal(300, lines.Length);
        Assert.Equal((start - DateTime.UnixEpoch).Ticks * 100, long.Parse(lines[0][2], CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"{number}"), lines.Select(line => line[0]));
        Assert.Equal(["150"], lines.Where(line => line.Length == 4 && line[3] == "clock-step").Select(line => line[0]));
    }

    [Fact]
    public async Task FileOutput_Killed_TimesReachAsFarAsThePictures()
    {
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder["x.mkv"], options: new FileOutputOptions { TimestampFile = _folder["x.txt"] });
        clip.Attach(output);
        for (int i = 0; i < 200; i++)
        {
            clip.Step();
        }

        int lines = File.ReadAllLines(_folder["x.txt"]).Length - 1;

        Assert.InRange(lines, 170, 200);
        output.Dispose();
        await output.Completion;
        Assert.Equal(201, File.ReadAllLines(_folder["x.txt"]).Length);
    }

    [Fact]
    public void FileOutput_TimestampFileCannotBeWritten_IsRefusedAndLeavesNoVideo()
    {
        string path = Path.Combine(_folder["none"], "x.txt");

        var error = Assert.Throws<VideoTargetException>(
            () => new FileOutput(_folder["x.mkv"], options: new FileOutputOptions { TimestampFile = path }));

        Assert.Equal($"{path} cannot be written: the folder {_folder["none"]} does not exist.", error.Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void FileOutput_VideoCannotBeWritten_LeavesNoTimestampFile()
    {
        Directory.CreateDirectory(_folder["x.mkv"]);

        Assert.Throws<VideoTargetException>(
            () => new FileOutput(_folder["x.mkv"], options: new FileOutputOptions { TimestampFile = _folder["x.txt"] }));

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task FileOutput_TimestampFilesDiskIsFull_RecordsAllTheSameAndSaysSo()
    {
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder["x.mkv"], options: new FileOutputOptions { TimestampFile = "/dev/full" });
        clip.Attach(output);

        clip.Play();

        var error = await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.Equal("/dev/full cannot be written: no space left on device.", error.Message);
        Assert.True(error.LeavesRecordingWhole);
        Assert.Equal(300, Ffmpeg.CountFrames(_folder["x.mkv"]));
    }

    [Fact]
    public async Task FileOutput_OneTimestampFilesDiskIsFull_TheOthersAreWhole()
    {
        using var clip = new PacketClip(Clips.H264);
        var options = new FileOutputOptions { TsyncFile = "/dev/full", TimestampFile = _folder["x.pts"], WallClockFile = _folder["x.wall"] };
        using var output = new FileOutput(_folder["x.mkv"], options: options);
        clip.Attach(output);

        clip.Play();

        await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.Equal(301, File.ReadAllLines(_folder["x.pts"]).Length);
        Assert.Equal(300, File.ReadAllLines(_folder["x.wall"]).Count(line => !line.StartsWith('#')));
    }

    [Fact]
    public async Task TimestampFile_BesideAnyOutput_WritesTheSameTimes()
    {
        using var clip = new PacketClip(Clips.H264);
        using var output = new NullOutput();
        using var times = new TimestampFile(_folder["x.txt"]);
        clip.Attach(output);
        clip.Attach(times);

        clip.Play();
        await times.Completion;

        double[] written = [.. File.ReadAllLines(_folder["x.txt"])[1..].Select(Milliseconds)];
        Assert.All(written.Zip(Ffmpeg.FrameTimes(Clips.H264)), pair => Assert.Equal(pair.First, pair.Second * 1000, 0.01));
        Assert.Equal(300, written.Length);
    }

    protected override void Release() => _folder.Dispose();

    private static double Milliseconds(string line) => double.Parse(line, CultureInfo.InvariantCulture);
}
