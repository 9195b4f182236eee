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

    [Theory]
    [InlineData(0.25)]
    [InlineData(-0.75)]
    public async Task Attach_LiveSoundOfAnotherSource_LiesBesideThePicturesAsItHappened(double later)
    {
        // Both sources began at their own 0; the monotonic clock says how these lie.
        using var pictures = new Pictures();
        using var sound = new Sound();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["out.mkv"], new FrameRate(10), new VideoTargetOptions { AudioCodec = AudioCodec.Pcm16 });
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

            // Live sources do not run ahead of each other: what the sound is laid beside has been seen.
            Assert.True(SpinWait.SpinUntil(() => target.Statistics.Encoding.Frames > 0, TimeSpan.FromSeconds(30)));
        }

        sound.End();
        pictures.End();
        await target.Completion;

        // The tone begins with the second second of the sound.
        double beep = Assert.Single(Pcm.Beeps(_folder["out.mkv"]));
        Assert.Equal(1 + later, beep, 0.002);
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

    private sealed class Pictures() : MediaSource<VideoFrame>("pictures"), IDisposable
    {
        public override bool IsLive => true;

        public void Give(int number, long origin)
        {
            using VideoFrame frame = VideoFrame.Create(64, 48, PixelFormat.I420);
            frame.Number = number;
            frame.Timestamp = number * 100_000_000L;
            frame.Duration = 100_000_000;
            frame.ClockOrigin = origin;
            Publish(frame);
        }

        public void End() => Complete();

        public void Dispose() => End();
    }

    private sealed class Sound() : AudioSource("sound"), IDisposable
    {
        private static readonly AudioFormat Sampled = new(48_000, 1, "s16");

        public override AudioFormat Format => Sampled;

        public override bool IsLive => true;

        /// <summary>Gives 50 ms: silence for a second, a tone for a tenth of one, silence.</summary>
        public void Give(int number, long origin)
        {
            using AudioFrame block = AudioFrame.Create(Sampled, 2_400);
            Span<short> samples = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(block.Bytes(0));
            for (int i = 0; i < samples.Length && number is 20 or 21; i++)
            {
                samples[i] = (short)(10_000 * Math.Cos(2 * Math.PI * 1000 * i / 48_000));
            }

            block.Number = number;
            block.Timestamp = number * 50_000_000L;
            block.Duration = 50_000_000;
            block.ClockOrigin = origin;
            Deliver(block);
        }

        public void End() => Complete();

        public void Dispose() => End();
    }
}
