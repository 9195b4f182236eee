using System.Globalization;

namespace GiftGrab.Tests.Outputs;

[Collection("frames")]
public sealed class InterleavingTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.mkv")]
    [InlineData("x.avi")]
    [InlineData("x.mp4")]
    public async Task Record_AsFastAsItGoes_PicturesAndSoundStandSideBySide(string name)
    {
        using VideoSource source = VideoSourceFactory.Create("test:320x240@30,sound,frames=150,pace=off");
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            name.EndsWith("avi", StringComparison.Ordinal) ? Codec.Xvid : Codec.H264, _folder[name], source.FrameRate);
        source.Attach(target);
        source.Audio!.Attach(target);

        source.Start();
        await target.Completion;

        // In the order of the bytes no packet comes long after one that is decoded later.
        double newest = 0;
        foreach (string line in Packets(_folder[name]))
        {
            double time = double.Parse(line, CultureInfo.InvariantCulture);
            Assert.True(time > newest - 0.5, $"The packet of {time} s comes after one of {newest} s.");
            newest = Math.Max(newest, time);
        }

        Assert.InRange(newest, 4.9, 5.1);
    }

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mov")]
    [InlineData("x.mkv")]
    public async Task Record_LiveSoundASecondBeforeTheEncodersFirstPicture_BothBeginAtZero(string name)
    {
        using var pictures = new PacketClip(Clips.H264, audio: false);
        using var sound = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder[name]);
        pictures.Video.IsSourceLive = true;
        sound.Audio!.IsSourceLive = true;
        pictures.Attach(output);
        sound.Audio.Attach(output, DeliveryOptions.Inline);

        while (sound.Audio.Position < 1_000_000_000)
        {
            sound.Step();
        }

        pictures.Play();
        sound.Play();
        await output.Completion;

        string[] starts = Ffmpeg.Probe("-show_entries", "stream=start_time", "-of", "default=noprint_wrappers=1:nokey=1", _folder[name])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, starts.Length);
        Assert.All(starts, start => Assert.InRange(double.Parse(start, CultureInfo.InvariantCulture), -0.03, 0.01));
    }

    protected override void Release() => _folder.Dispose();

    private static IEnumerable<string> Packets(string path) =>
        Ffmpeg.Probe("-show_entries", "packet=pos,dts_time,pts_time", "-of", "compact=p=0:nk=0", path)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('|').Where(pair => pair.Contains('=', StringComparison.Ordinal)).ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]))
            .OrderBy(packet => long.Parse(packet["pos"], CultureInfo.InvariantCulture))
            .Select(packet => packet["dts_time"] == "N/A" ? packet["pts_time"] : packet["dts_time"]);
}
