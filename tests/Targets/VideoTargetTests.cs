using GiftGrab.Tests.Control;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class VideoTargetTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Attach_FileSource_EveryFrameIsInTheFile()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.H264);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["out.mkv"], source.FrameRate);
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264), Ffmpeg.FrameHashes(_folder["out.mkv"]));
        Assert.Equal(300, target.Statistics.Received);
        Assert.Equal(300, target.Statistics.Output.VideoFrames);
        Assert.Equal(0, target.Statistics.Dropped);
    }

    [Fact]
    public async Task Detach_WhileRunning_FileIsFinishedAtOnceAndTheOtherObserverGetsAll()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.H264);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["out.mkv"], source.FrameRate);
        long counted = 0;
        source.Attach(target);
        source.Attach(new Observer(frame =>
        {
            counted++;
            if (frame.Number == 100)
            {
                source.Detach(target);
                Assert.Equal(target.Statistics.Output.VideoFrames, Ffmpeg.CountFrames(_folder["out.mkv"]));
            }
        }));

        source.Start();
        await source.Completion;

        Assert.Equal(300, counted);
        Assert.InRange(Ffmpeg.CountFrames(_folder["out.mkv"]), 100, 102);
        Assert.True(target.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Attach_PictureAndSound_BothAreInTheFileInTime()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["out.mp4"], source.FrameRate);
        source.Attach(target);
        source.Audio!.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(300, Ffmpeg.CountFrames(_folder["out.mp4"]));
        Assert.Equal("aac", Ffmpeg.Probe("-select_streams", "a:0", "-show_entries", "stream=codec_name", "-of", "csv=p=0", _folder["out.mp4"]).Trim());
        string silence = Ffmpeg.Run("-i", _folder["out.mp4"], "-map", "0:a", "-af", "silencedetect=n=-30dB:d=0.3,ametadata=print:file=-", "-f", "null", "-");
        double[] beeps = [.. silence.Split('\n').Where(line => line.Contains("silence_end", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.True(beeps.Length >= 9, silence);
        Assert.All(beeps, beep => Assert.Equal(Math.Round(beep), beep, 0.02));
    }

    [Theory]
    [InlineData(Codec.H264, "a.mp4", "yuv420p")]
    [InlineData(Codec.Hevc, "a.mkv", "yuv420p")]
    [InlineData(Codec.Vp9, "a.webm", "yuv420p")]
    [InlineData(Codec.Av1, "a.mkv", "yuv420p")]
    [InlineData(Codec.H264, "rgb.mkv", "bgr24")]
    [InlineData(Codec.Hevc, "rgb.mkv", "bgr24")]
    [InlineData(Codec.Vp9, "rgb.mkv", "bgr24")]
    [InlineData(Codec.Ffv1, "rgb.mkv", "bgr24")]
    [InlineData(Codec.Ffv1, "rgb.avi", "bgr24")]
    [InlineData(Codec.Raw, "rgb.mkv", "bgr24")]
    [InlineData(Codec.Ffv1, "gray.mkv", "gray16le")]
    public async Task Lossless_EveryCodecThatCan_IsVerifiedAndIdentical(Codec codec, string name, string format)
    {
        string clip = name.StartsWith("rgb", StringComparison.Ordinal) ? Clips.Rgb : name.StartsWith("gray", StringComparison.Ordinal) ? Clips.Gray16 : Clips.Short;
        using FileReader source = VideoSourceFactory.CreateFileReader(clip);
        var options = new VideoTargetOptions { Video = new VideoEncoderOptions { Lossless = true }, MaxFrames = 8 };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(codec, _folder[name], source.FrameRate, options);
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(8, target.VerifiedFrames);
        Assert.True(target.Encoder.Plan!.IsLossless);
        Assert.Equal(Ffmpeg.FrameHashes(clip, format)[..8], Ffmpeg.FrameHashes(_folder[name], format));
    }

    [Fact]
    public async Task Lossless_FileIsGoneWhenItIsToBeVerified_FailsAndTheSidecarTells()
    {
        var source = new ManualPictures();
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Ffv1, _folder["a.mkv"], new FrameRate(30), new VideoTargetOptions { VerifyLossless = true, Sidecar = true });
        source.Attach(target);
        source.Emit(30);
        File.Delete(_folder["a.mkv"]);

        source.End();
        var failure = await Assert.ThrowsAsync<VideoTargetException>(() => target.Completion);

        Assert.StartsWith($"{_folder["a.mkv"]} could not be checked: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, Sidecar.Read(_folder["a.mkv.json"]).Error);
    }

    [Theory]
    [InlineData(Codec.Ffv1, "uyvy422", 103, 67)]
    [InlineData(Codec.Ffv1, "yuv420p", 161, 99)]
    [InlineData(Codec.Ffv1, "yuv420p", 1919, 1079)]
    [InlineData(Codec.Raw, "yuv420p", 161, 99)]
    public async Task Size_Odd_IsKept(Codec codec, string format, int width, int height)
    {
        var pattern = new TestPatternOptions { Width = width, Height = height, FrameCount = 2, Format = PixelFormat.Parse(format), Pace = Pace.AsFast };
        using TestPattern source = VideoSourceFactory.CreateTestPattern(pattern);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(codec, _folder["odd.mkv"], source.FrameRate);
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal([$"{width}"], Ffmpeg.ProbeVideo(_folder["odd.mkv"], "width"));
        Assert.Equal([$"{height}"], Ffmpeg.ProbeVideo(_folder["odd.mkv"], "height"));
        Assert.Equal(2, Ffmpeg.CountFrames(_folder["odd.mkv"]));
    }

    [Fact]
    public async Task Size_OfPicturesWithAPalette_IsScaled()
    {
        string palettes = _folder["palette_%d.png"];
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc=size=64x48", "-frames:v", "3", "-pix_fmt", "pal8", palettes);
        using VideoSource source = VideoSourceFactory.CreateImageSequence(palettes, new FrameRate(30));
        var options = new VideoTargetOptions { Video = new VideoEncoderOptions { Size = (32, 24) } };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["small.mkv"], source.FrameRate, options);
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(3, Ffmpeg.CountFrames(_folder["small.mkv"]));
    }

    [Fact]
    public async Task Raw_WithoutContainer_HoldsThePixelsAndNothingElse()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.Gray16);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.Raw, _folder["out.raw"], source.FrameRate, new VideoTargetOptions { MaxFrames = 3 });
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(640 * 360 * 2 * 3, new FileInfo(_folder["out.raw"]).Length);
    }

    [Fact]
    public async Task Lossless_FileThatDiffers_IsAnErrorThatNamesTheFrame()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.Short);
        var options = new VideoTargetOptions { VerifyLossless = true };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["out.mkv"], source.FrameRate, options);
        source.Attach(target);

        source.Start();
        VideoTargetException error = await Assert.ThrowsAsync<VideoTargetException>(() => target.Completion);

        Assert.Contains("is not lossless: frame 0", error.Message, StringComparison.Ordinal);
        Assert.Equal(30, Ffmpeg.CountFrames(_folder["out.mkv"]));
    }

    [Fact]
    public async Task MaxFrames_Reached_FileHasExactlyThat()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.H264);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.H264, _folder["out.mp4"], source.FrameRate, new VideoTargetOptions { MaxFrames = 200 });
        bool raised = false;
        target.LimitReached += (_, _) => raised = true;
        source.Attach(target);

        source.Start();
        await target.Completion;
        source.Stop();

        Assert.True(raised);
        Assert.Equal(200, Ffmpeg.CountFrames(_folder["out.mp4"]));
        Assert.Equal(200, target.Statistics.Received);
        Assert.Equal(0, target.Statistics.Dropped);
    }

    [Fact]
    public async Task MaxFrames_ReachedByALateEncoder_CountsNoLossBehindIt()
    {
        using TestPattern source = VideoSourceFactory.CreateTestPattern(
            new TestPatternOptions { Width = 96, Height = 64, Pace = Pace.AsFast, FrameCount = 300 });
        var options = new VideoTargetOptions { MaxFrames = 3, QueueCapacity = 4, WhenFull = QueueFullPolicy.DropNewest };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["out.mkv"], source.FrameRate, options);
        using var gate = new SemaphoreSlim(0);
        using IDisposable late = target.Encoder.Subscribe(new LateObserver(gate));
        source.Attach(target);
        source.Attach(new EndObserver(() => gate.Release(300)));

        source.Start();
        await target.Completion;

        Assert.Equal(3, Ffmpeg.CountFrames(_folder["out.mkv"]));
        Assert.Equal((3L, 0L), (target.Statistics.Received, target.Statistics.Dropped));
        Assert.Empty(target.Statistics.DroppedRanges);
    }

    [Fact]
    public async Task MaxDuration_Reached_FileLastsThatLong()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.H264, _folder["out.mkv"], source.FrameRate, new VideoTargetOptions { MaxDuration = TimeSpan.FromSeconds(4) });
        source.Attach(target);
        source.Audio!.Attach(target);

        source.Start();
        await target.Completion;
        source.Stop();

        Assert.Equal(120, Ffmpeg.CountFrames(_folder["out.mkv"]));
        double duration = double.Parse(
            Ffmpeg.Probe("-show_entries", "format=duration", "-of", "csv=p=0", _folder["out.mkv"]), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(duration, 3.96, 4.04);
    }

    [Fact]
    public async Task Attach_VariableRate_TimesAreKept()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.VariableRate);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["out.mkv"], source.FrameRate);
        source.Attach(target);

        source.Start();
        await target.Completion;

        double[] expected = Ffmpeg.FrameTimes(Clips.VariableRate);
        double[] actual = Ffmpeg.FrameTimes(_folder["out.mkv"]);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -0.001, 0.001));
    }

    [Theory]
    [InlineData("out.mp4")]
    [InlineData("out.mkv")]
    [InlineData("out.mov")]
    [InlineData("out.avi")]
    public async Task Attach_NtscRate_IsExactInTheFile(string name)
    {
        string clip = Clips.Make("ntsc.mp4", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30000/1001:d=5", "-pix_fmt", "yuv420p");
        using FileReader source = VideoSourceFactory.CreateFileReader(clip);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Xvid, _folder[name], source.FrameRate);
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal("30000/1001", Ffmpeg.ProbeVideo(_folder[name], "r_frame_rate")[0]);
        double[] expected = Ffmpeg.FrameTimes(clip);
        double[] actual = Ffmpeg.FrameTimes(_folder[name]);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -0.001, 0.001));
    }

    [Fact]
    public async Task OneOutputFails_OthersFinishComplete()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.H264);
        using var stream = new LimitedStream(20_000);
        using VideoTarget broken = VideoTargetFactory.CreateStreamWriter(Codec.Ffv1, stream, Container.Mkv, source.FrameRate);
        using VideoTarget whole = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["whole.mp4"], source.FrameRate);
        using VideoTarget counter = VideoTargetFactory.CreateNullWriter(Codec.Mjpeg, source.FrameRate);
        source.Attach(broken);
        source.Attach(whole);
        source.Attach(counter);

        source.Start();
        await whole.Completion;
        await counter.Completion;
        await Assert.ThrowsAsync<VideoTargetException>(() => broken.Completion);

        Assert.Equal(300, Ffmpeg.CountFrames(_folder["whole.mp4"]));
        Assert.Equal(300, counter.Statistics.Output.VideoFrames);
    }

    [Fact]
    public async Task Sidecar_AskedFor_TellsWhatFfprobeTells()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.FlashAndBeep);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.H264, _folder["out.mkv"], source.FrameRate, new VideoTargetOptions { Sidecar = true, Video = new VideoEncoderOptions { Quality = 30 } });
        source.Attach(target);
        source.Audio!.Attach(target);

        source.Start();
        await target.Completion;

        Sidecar sidecar = Sidecar.Read(Sidecar.PathFor(_folder["out.mkv"]));
        string[] probed = Ffmpeg.ProbeVideo(_folder["out.mkv"], "codec_name", "width", "height", "pix_fmt", "r_frame_rate");
        Assert.Equal([sidecar.Video!.Codec, $"{sidecar.Video.Width}", $"{sidecar.Video.Height}", sidecar.Video.PixelFormat, sidecar.Video.FrameRate], probed);
        Assert.Equal("quality 30", sidecar.Video.RateControl);
        Assert.Equal(300, sidecar.Video.Frames);
        Assert.Equal(300, sidecar.Video.Received);
        Assert.Equal(new FileInfo(_folder["out.mkv"]).Length, sidecar.FileSize);
        Assert.Equal(10, sidecar.Duration, 0.1);
        Assert.Equal(48000, sidecar.Audio!.SampleRate);
        Assert.Null(sidecar.Error);
    }

    [Fact]
    public void Attach_ImpossiblePictures_IsRefusedBeforeAnythingRuns()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.Odd);
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(
            Codec.H264, _folder["odd.mp4"], source.FrameRate, new VideoTargetOptions { Video = new VideoEncoderOptions { PixelFormat = PixelFormat.I420 } });

        VideoTargetException error = Assert.Throws<VideoTargetException>(() => source.Attach(target));

        Assert.Contains("321x241", error.Message, StringComparison.Ordinal);
        source.Stop();
    }

    protected override void Release() => _folder.Dispose();

    private sealed class Observer(Action<VideoFrame> onNext) : IObserver<VideoFrame>
    {
        public void OnNext(VideoFrame value) => onNext(value);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class LateObserver(SemaphoreSlim gate) : IObserver<EncodedPacket>
    {
        public void OnNext(EncodedPacket value) => gate.Wait();

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class EndObserver(Action ended) : IObserver<VideoFrame>
    {
        public void OnNext(VideoFrame value)
        {
        }

        public void OnCompleted() => ended();

        public void OnError(Exception error) => ended();
    }

    private sealed class LimitedStream(long most) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > most)
            {
                throw new IOException("No space left on device");
            }

            base.Write(buffer.ToArray(), 0, buffer.Length);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    }
}
