namespace GiftGrab.Tests.Outputs;

/// <summary>When a recording begins and ends by what its sources do.</summary>
[Collection("frames")]
public sealed class SourcesTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task FileOutput_AttachedToARunningEncoder_BeginsAtAKeyFrameAndAtZero()
    {
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder["x.mp4"]);
        for (int i = 0; i < 40; i++)
        {
            clip.Step();
        }

        clip.Attach(output);
        clip.Play();
        await output.Completion;

        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264)[60..], Ffmpeg.FrameHashes(_folder["x.mp4"]));
        Assert.Equal(0, Ffmpeg.FrameTimes(_folder["x.mp4"])[0], 0.001);
    }

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mkv")]
    public async Task FileOutput_AttachedToRunningEncoders_SoundBeginsWithThePictures(string name)
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder[name]);
        while (clip.Video.Position < 2_300_000_000)
        {
            clip.Step();
        }

        clip.Attach(output);
        clip.Play();
        await output.Completion;

        // Each flash is a key frame: the next one comes at 3 s.
        Assert.Equal(210, Ffmpeg.CountFrames(_folder[name]));
        string[] starts = Ffmpeg.Probe("-show_entries", "stream=start_time", "-of", "default=noprint_wrappers=1:nokey=1", _folder[name])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(starts, start => Assert.InRange(double.Parse(start, System.Globalization.CultureInfo.InvariantCulture), -0.03, 0.03));
    }

    [Fact]
    public async Task FileOutput_SoundNeverComes_PicturesAreRecordedWithoutIt()
    {
        using var clip = new PacketClip(Clips.H264);
        using var silent = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder["x.mp4"]);
        clip.Attach(output);
        silent.Audio!.Attach(output, DeliveryOptions.Inline);

        clip.Play();
        silent.Audio.End();
        await output.Completion;

        Assert.Equal(300, Ffmpeg.CountFrames(_folder["x.mp4"]));
    }

    [Fact]
    public async Task FileOutput_SoundComesMuchTooLate_IsRefusedAlone()
    {
        using var clip = new PacketClip(Clips.H264);
        using var late = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder["x.mp4"]);
        clip.Video.IsSourceLive = true;
        clip.Attach(output);
        late.Audio!.Attach(output, DeliveryOptions.Inline);
        var failures = new List<Exception>();
        late.Audio.ObserverFailed += (_, failure) => failures.Add(failure.Exception);

        clip.Play();
        late.Play();
        await output.Completion;

        Assert.Equal($"aac cannot be added to {_folder["x.mp4"]}: the recording has begun without it.", Assert.Single(failures).Message);
        Assert.Equal(300, Ffmpeg.CountFrames(_folder["x.mp4"]));
    }

    [Fact]
    public async Task FileOutput_Detached_IsFinalised()
    {
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder["x.mp4"]);
        clip.Attach(output);
        for (int i = 0; i < 100; i++)
        {
            clip.Step();
        }

        clip.Video.Detach(output);
        await output.Completion;

        Assert.Equal(100, Ffmpeg.CountFrames(_folder["x.mp4"]));
    }

    [Fact]
    public async Task FileOutput_DisposedMeanwhile_IsFinalised()
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder["x.mkv"]);
        clip.Attach(output);
        while (clip.Video.Position < 3_000_000_000)
        {
            clip.Step();
        }

        output.Dispose();
        await output.Completion;
        clip.Step();

        Assert.Equal(output.Statistics.VideoFrames, Ffmpeg.CountFrames(_folder["x.mkv"]));
    }

    [Fact]
    public void FileOutput_AttachedAfterTheBeginning_IsRefused()
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder["x.mkv"]);
        clip.Video.Attach(output, DeliveryOptions.Inline);
        while (clip.Video.Position == 0)
        {
            clip.Step();
        }

        var error = Assert.Throws<VideoTargetException>(() => clip.Audio!.Attach(output));

        Assert.Equal(
            $"audio cannot be attached to {_folder["x.mkv"]}: the recording has begun; attach every source before the first starts.", error.Message);
    }

    [Fact]
    public async Task FileOutput_CodecThatTheContainerDoesNotKeep_IsRefusedWithTheLegalOnes()
    {
        using var clip = new PacketClip(Clips.H264);
        using var output = new FileOutput(_folder["x.webm"]);
        clip.Attach(output);

        clip.Play();

        var error = await Assert.ThrowsAsync<VideoTargetException>(() => output.Completion);
        Assert.Equal($"{_folder["x.webm"]} cannot hold h264; it holds vp9, av1, and h264 goes into mp4, mov, mkv, avi, ts, es.", error.Message);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task FileOutput_OnItsOwnThread_WritesEverything()
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new FileOutput(_folder["x.mkv"]);
        clip.Video.Attach(output);
        clip.Audio!.Attach(output);

        clip.Play();
        await output.Completion;

        Assert.Equal(Ffmpeg.FrameHashes(Clips.FlashAndBeep), Ffmpeg.FrameHashes(_folder["x.mkv"]));
    }

    [Fact]
    public async Task NullOutput_Clip_CountsPacketsAndBytes()
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var output = new NullOutput();
        clip.Attach(output);

        clip.Play();
        await output.Completion;

        Assert.Equal(300, output.Statistics.VideoFrames);
        Assert.InRange(output.Statistics.Packets, 301, long.MaxValue);
        Assert.Equal(10.0, output.Statistics.Duration / 1e9, 0.05);
    }

    protected override void Release() => _folder.Dispose();
}
