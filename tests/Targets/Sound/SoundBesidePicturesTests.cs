namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class SoundBesidePicturesTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0.2, "out.mkv")]
    [InlineData(0.2, "out.mp4")]
    [InlineData(-0.3, "out.mkv")]
    [InlineData(0.2, "out.avi")]
    public async Task AudioOffset_OfAFile_MovesTheBeeps(double offset, string name)
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        Codec codec = name.EndsWith("avi", StringComparison.Ordinal) ? Codec.Xvid : Codec.H264;
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            codec, _folder[name], source.FrameRate, new VideoTargetOptions { AudioOffset = TimeSpan.FromSeconds(offset), AudioCodec = name == "out.mp4" ? null : AudioCodec.Pcm16 });
        source.Attach(target);
        source.Audio!.Attach(target);

        source.Start();
        await target.Completion;

        double[] beeps = Pcm.Beeps(_folder[name]);
        double[] expected = [.. Pcm.Beeps(Clips.FlashAndBeep).Select(beep => beep + offset).Where(time => time >= 0)];
        Assert.Equal(expected.Length, beeps.Length);
        Assert.All(expected.Zip(beeps), pair => Assert.Equal(pair.First, pair.Second, 0.005));
    }

    [Fact]
    public async Task Attach_SoundThatWaitedElsewhereComesAtOnce_NoneOfItIsDropped()
    {
        using var pictures = new ClockedPictures();
        using var sound = new ClockedSound();
        using var barrier = new ObserverBarrier<EncodedPacket>();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16 });
        pictures.Attach(target);
        IAttachment taken = sound.Attach(target);
        target.AudioEncoder!.Attach(barrier, DeliveryOptions.Inline);

        pictures.Give(0, 1);
        sound.Give(0, 2000);
        barrier.Open();
        sound.End();
        pictures.End();
        await target.Completion;

        Assert.Equal((2000L, 0L), (taken.Received, taken.Dropped));
    }

    [Fact]
    public async Task MaxFrames_SoundChangesWhileItWaitsForPictures_KeepsNoBlock()
    {
        using var pictures = new ClockedPictures();
        using var sound = new ClockedSound();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, MaxFrames = 1000 });
        pictures.Attach(target);
        sound.Attach(target);
        pictures.Give(0, 1);
        sound.Give(0, 2);
        sound.GiveOtherwise(2);
        sound.Give(3, 10);

        sound.End();
        pictures.End();

        await Assert.ThrowsAsync<VideoTargetException>(() => target.Completion);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(-0.75)]
    public async Task Attach_LiveSoundOfAnotherSource_LiesBesideThePicturesAsItHappened(double later)
    {
        // Both sources began at their own 0; the monotonic clock says how these lie.
        using var pictures = new ClockedPictures();
        using var sound = new ClockedSound();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, QueueCapacity = 64 });
        pictures.Attach(target);
        sound.Attach(target);
        long origin = 1_000_000_000_000;

        for (int block = 0; block < 60; block++)
        {
            sound.Give(block, origin + (long)(later * 1e9));
            if (block % 2 == 0)
            {
                pictures.Give(block / 2, origin);
            }
        }

        sound.End();
        pictures.End();
        await target.Completion;

        // The tone begins with the second second of the sound.
        double beep = Assert.Single(Pcm.Beeps(_folder["out.mkv"]));
        Assert.Equal(1 + later, beep, 0.002);
    }

    [Fact]
    public async Task Sidecar_OfSoundThatWasLost_HasTheGapsOfTheRecordingAtTheirTimes()
    {
        using var pictures = new ClockedPictures();
        using var sound = new ClockedSound();
        var options = new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, QueueCapacity = 64, Sidecar = true };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), options);
        pictures.Attach(target);
        IAttachment hearing = sound.Attach(target);

        // The sound begins half a second after the pictures, of which two seconds are recorded.
        sound.Give(0, ClockedPictures.Origin + 500_000_000);
        pictures.Give(0, 20);
        Assert.True(SpinWait.SpinUntil(() => hearing.Delivered > 0 && target.Encoder.Statistics.Frames == 20, TimeSpan.FromSeconds(30)));
        sound.Gaps =
        [
            new SourceGap(-2_000_000_000, -900_000_000, 0, 0, "before the recording"),
            new SourceGap(100_000_000, 350_000_000, 7, 0, "the server ended"),
            new SourceGap(1_600_000_000, 1_800_000_000, 9, 0, "after the recording"),
        ];
        sound.PresentLoss = new SourceGap(1_250_000_000, 9_000_000_000, 8, 0, "it stays away");
        pictures.End();
        await target.Completion;
        sound.Gaps = [];

        SidecarSoundGap[] expected = [new(0.6, 0.85, "the server ended"), new(1.75, 2, "it stays away")];
        Assert.Equal(expected, target.SoundGaps);
        Assert.Equal(expected, Sidecar.Read(Sidecar.PathFor(_folder["out.mkv"])).Audio!.Gaps);
    }

    [Fact]
    public async Task Sidecar_OfSoundThatNeverCame_SaysThatThereWasNone()
    {
        using var pictures = new ClockedPictures();
        using var sound = new ClockedSound { PresentLoss = new SourceGap(0, 0, 0, 0, "it may be suspended") };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, QueueCapacity = 64 });
        pictures.Attach(target);
        sound.Attach(target);

        pictures.Give(0, 20);
        pictures.End();
        await target.Completion;

        Assert.Equal([new SidecarSoundGap(0, 2, "it may be suspended")], target.SoundGaps);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Attach_AFilePlayedToLivePictures_BeginsWithTheFirstOfThemWheneverItComes(bool isSoundFirst)
    {
        string clip = Clips.Make("beep-at-1.wav", "-f", "lavfi", "-i", "sine=f=1000:r=48000:d=1.3,volume='if(between(t,1,1.1),1,0)':eval=frame");
        using var pictures = new ClockedPictures();
        using AudioInput sound = AudioSourceFactory.Create(clip, new AudioSourceOptions { Pace = Pace.RealTime });
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, QueueCapacity = 64 });
        pictures.Attach(target);
        IAttachment hearing = sound.Attach(target);

        if (!isSoundFirst)
        {
            pictures.Give(7, 1);
        }

        sound.Start();
        Assert.True(SpinWait.SpinUntil(() => hearing.Delivered > 0, TimeSpan.FromSeconds(30)));
        pictures.Give(isSoundFirst ? 7 : 8, 20);
        Assert.True(SpinWait.SpinUntil(() => sound.Attachments.Count == 0, TimeSpan.FromSeconds(30)));
        pictures.End();
        await target.Completion;

        Assert.Equal(Assert.Single(Pcm.Beeps(clip)), Assert.Single(Pcm.Beeps(_folder["out.mkv"])), 0.002);
    }

    [Fact]
    public async Task Pictures_WithTimesBeforeZero_BeginTheRecordingAndItsFilesOfTimes()
    {
        using var pictures = new ClockedPictures();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions
        {
            QueueCapacity = 64,
            File = new FileOutputOptions { TimestampFile = _folder["times.txt"] },
        });
        pictures.Attach(target);

        pictures.Give(-3, 20);
        pictures.End();
        await target.Completion;

        Assert.Equal(2, target.Statistics.Output.Duration / 1e9, 0.001);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i * 100.0), File.ReadLines(_folder["times.txt"]).Skip(1).Select(line => double.Parse(line, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(0, Ffmpeg.FrameTimes(_folder["out.mkv"])[0], 0.001);
    }

    [Fact]
    public async Task Attach_LiveSoundThatEndsBeforeTheFirstPictureComes_IsThere()
    {
        using var pictures = new ClockedPictures();
        using var sound = new ClockedSound();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, QueueCapacity = 64 });
        pictures.Attach(target);
        IAttachment hearing = sound.Attach(target);

        sound.Give(0, 60);
        sound.End();
        Assert.True(SpinWait.SpinUntil(() => hearing.Delivered == 60 && sound.Attachments.Count == 0, TimeSpan.FromSeconds(30)));
        pictures.Give(0, 30);
        pictures.End();
        await target.Completion;

        Assert.Equal(1, Assert.Single(Pcm.Beeps(_folder["out.mkv"])), 0.002);
        Assert.Equal(3, Pcm.Seconds(_folder["out.mkv"]), 0.05);
    }

    [Fact]
    public async Task Attach_LiveSoundThatWaitsTooLongForThePictures_WarnsOfWhatIsLost()
    {
        using var log = new CapturedLog();
        using var pictures = new ClockedPictures();
        using var sound = new ClockedSound();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, QueueCapacity = 64 });
        pictures.Attach(target);
        IAttachment hearing = sound.Attach(target);

        for (int block = 0; block < 240; block++)
        {
            sound.Give(block);
            Assert.True(SpinWait.SpinUntil(() => hearing.Delivered > block, TimeSpan.FromSeconds(30)));
        }

        pictures.Give(0, 20);
        sound.End();
        pictures.End();
        await target.Completion;

        Assert.Contains(log.Messages, message => message.Contains("the first 2.0 s of sound are lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attach_SoundOfAFileThatRunsAheadOfThePictures_WaitsForThem()
    {
        string path = Clips.Make("twenty.wav", "-f", "lavfi", "-i", "sine=d=20:r=48000");
        using var log = new CapturedLog();
        using VideoSource pictures = VideoSourceFactory.Create("test:96x64@10,frames=200,pace=off");
        using AudioInput sound = AudioSourceFactory.Create(path);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Mjpeg, _folder["out.mkv"], pictures.FrameRate, new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, AudioOffset = TimeSpan.FromMilliseconds(300) });
        pictures.Attach(target);
        IAttachment hearing = sound.Attach(target);
        sound.Start();
        Assert.True(SpinWait.SpinUntil(() => hearing.Delivered * 2048 > 9.9 * 48_000, TimeSpan.FromSeconds(30)));

        pictures.Start();
        await target.Completion;

        Assert.Equal(20.3, Pcm.Seconds(_folder["out.mkv"]), 0.05);
        Assert.DoesNotContain(log.Messages, message => message.Contains("are lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attach_SoundOfAFileThatPicturesRunAheadOf_IsRecordedWhole()
    {
        string path = Clips.Make("twenty.wav", "-f", "lavfi", "-i", "sine=d=20:r=48000");
        using var pictures = new ClockedPictures();
        using AudioInput sound = AudioSourceFactory.Create(path);
        using var barrier = new ObserverBarrier<AudioFrame>();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, QueueCapacity = 64 });
        pictures.Attach(target);
        sound.Attach(target);
        sound.Attach(barrier, DeliveryOptions.Inline);

        sound.Start();
        pictures.Give(0, 20);
        pictures.End();
        Assert.True(SpinWait.SpinUntil(() => pictures.Attachments.Count == 0, TimeSpan.FromSeconds(30)));
        barrier.Open();
        await target.Completion;

        Assert.Equal(20, Pcm.Seconds(_folder["out.mkv"]), 0.05);
    }

    [Theory]
    [InlineData("out.mkv")]
    [InlineData("out.mp4")]
    [InlineData("out.ts")]
    public async Task Attach_LiveSoundThatNeverComes_LeavesThePicturesAndAStreamOfSound(string name)
    {
        using var log = new CapturedLog();
        using var pictures = new ClockedPictures();
        using var sound = new ClockedSound();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder[name], new FrameRate(10));
        pictures.Attach(target);
        sound.Attach(target);

        for (int number = 0; number < 80; number++)
        {
            pictures.Give(number);
            Assert.True(SpinWait.SpinUntil(() => target.Statistics.Encoding.Frames > number, TimeSpan.FromSeconds(30)));
        }

        pictures.End();
        await target.Completion;

        Assert.Equal(80, Ffmpeg.CountFrames(_folder[name]));
        Assert.Contains(log.Messages, message => message.Contains("given nothing for 5 s", StringComparison.Ordinal));
        if (name.EndsWith("mkv", StringComparison.Ordinal))
        {
            Assert.Contains("audio", Ffmpeg.Probe("-show_entries", "stream=codec_type", "-of", "csv=p=0", _folder[name]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task MaxDuration_WithSound_CutsTheSoundThereToo()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Mjpeg, _folder["out.mkv"], source.FrameRate, new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16, MaxDuration = TimeSpan.FromSeconds(2.5) });
        source.Attach(target);
        source.Audio!.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(75, Ffmpeg.CountFrames(_folder["out.mkv"]));
        Assert.InRange(Pcm.Seconds(_folder["out.mkv"]), 2.4, 2.501);
    }

    [Fact]
    public async Task UntilSilence_WithPictures_EndsBoth()
    {
        string clip = Clips.Make("tone-then-silence.mkv", "-f", "lavfi", "-i", "testsrc2=s=160x120:r=10:d=8", "-f", "lavfi", "-i", "sine=f=500:r=48000:d=2,apad=pad_dur=6", "-c:v", "mjpeg", "-c:a", "pcm_s16le");
        using FileReader source = VideoSourceFactory.CreateFileReader(clip, new FileReaderOptions { Pace = Pace.RealTime });
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Mjpeg, _folder["out.mkv"], source.FrameRate, new VideoTargetOptions { UntilSilence = new SilenceLimit { Hold = TimeSpan.FromSeconds(0.5) } });
        source.Attach(target);
        source.Audio!.Attach(target);

        source.Start();
        await target.Completion;

        Assert.InRange(Ffmpeg.CountFrames(_folder["out.mkv"]), 20, 60);
        Assert.NotNull(target.SoundLevel);
        Assert.False(target.IsRecording);
    }

    [Fact]
    public void CreateFileWriter_WithAnOffsetOfHours_IsRefused()
    {
        var refusal = Assert.Throws<VideoTargetException>(() => VideoTargetFactory.CreateFileWriter(
            Codec.H264, _folder["out.mkv"], 30, new VideoTargetOptions { AudioOffset = TimeSpan.FromHours(2) }));

        Assert.Contains("-3600 s to 3600 s", refusal.Message, StringComparison.Ordinal);
    }

    protected override void Release() => _folder.Dispose();
}
