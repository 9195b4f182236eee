namespace GiftGrab.Tests.Splitting;

/// <summary>Recordings that are split, and outputs that come and go.</summary>
[Collection("frames")]
public sealed class SplitTargetTests : LeakChecked
{
    private static readonly FrameRate Thirty = new(30);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Split_Lossless_IsVerifiedOverAllPartsAndTheSidecarAndManifestTellThem()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.H264);
        var options = new VideoTargetOptions
        {
            Split = new SplitOptions { Duration = TimeSpan.FromSeconds(2) },
            VerifyLossless = true,
            Sidecar = true,
            File = new FileOutputOptions { TimestampFile = _folder["t.txt"] },
        };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["x_{slice:02}.mkv"], source.FrameRate, options);
        source.Attach(target);

        source.Start();
        await target.Completion;

        string[] parts = [.. target.Parts.Select(part => part.Path)];
        Assert.Equal(Enumerable.Range(1, 5).Select(number => _folder[$"x_0{number}.mkv"]), parts);
        Assert.Equal(Ffmpeg.FrameHashes(Clips.H264), PartFiles.FrameHashes(parts).SelectMany(part => part));
        Assert.Equal(300, target.VerifiedFrames);

        Sidecar sidecar = Sidecar.Read(_folder["x_01.mkv.json"]);
        Assert.Equal(["x_01.mkv", "x_02.mkv", "x_03.mkv", "x_04.mkv", "x_05.mkv"], sidecar.Parts!.Select(part => part.File));
        Assert.Equal([0, 2, 4, 6, 8], sidecar.Parts!.Select(part => (int)Math.Round(part.Start)));
        Assert.Equal([0, 60, 120, 180, 240], sidecar.Parts!.Select(part => part.FirstFrame));
        RecordingManifest manifest = RecordingManifest.Of(_folder["manifest.json"], [target]);
        Assert.Equal(11, manifest.Files.Count);
        Assert.Equal([60, 60, 60, 60, 60], manifest.Files.Where(file => file.Kind == ManifestFileKind.Recording).Select(file => (int)file.Frames!));
        Assert.Equal(61, File.ReadLines(_folder["t_5.txt"]).Count());
    }

    [Theory]
    [InlineData(Codec.Ffv1)]
    [InlineData(Codec.H264)]
    public async Task Split_SizeOfThePicturesChanges_GoesOnInANewPart(Codec codec)
    {
        var options = new VideoTargetOptions
        {
            Split = new SplitOptions { Duration = TimeSpan.FromSeconds(2), OnFormatChange = true },
            Video = new VideoEncoderOptions { Lossless = true },
            VerifyLossless = true,
            Sidecar = true,
        };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(codec, _folder["x.mkv"], Thirty, options);

        EncoderRun.Encode(target.Encoder, 150, picture: number => number is >= 40 and < 100
            ? EncoderRun.Picture(number, 96, 64)
            : EncoderRun.Picture(number));
        await target.Completion;

        Assert.Equal([(64, 40), (96, 20), (96, 40), (64, 20), (64, 30)], target.Parts.Select(part => (part.Width, (int)part.Frames)));
        Assert.Equal(150, target.VerifiedFrames);
        Assert.All(target.Parts, part => Assert.Equal($"{part.Width}", Ffmpeg.ProbeVideo(part.Path, "width")[0]));
        Assert.Equal(target.Parts.Select(part => (int)part.Frames), target.Parts.Select(part => Ffmpeg.CountFrames(part.Path)));
        Assert.Equal([0, 96, 96, 0, 0], Sidecar.Read(Sidecar.PathFor(target.Path!)).Parts!.Select(part => part.Width));
    }

    [Fact]
    public async Task Split_WithSoundThatComesLate_HasItsStreamInEveryPart()
    {
        using var pictures = new ClockedPictures();
        using var sound = new ClockedSound();
        var options = new VideoTargetOptions { Split = new SplitOptions { Duration = TimeSpan.FromSeconds(1) }, AudioCodec = AudioCodec.Pcm16, QueueCapacity = 64 };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Mjpeg, _folder["x.mkv"], new FrameRate(10), options);
        pictures.Attach(target);
        sound.Attach(target);

        // A sound server that wakes up takes its time: the second part has begun by then.
        pictures.Give(0, 15);
        Assert.True(SpinWait.SpinUntil(() => target.Parts.Count == 2, TimeSpan.FromSeconds(30)));
        for (int block = 30; block < 60; block++)
        {
            sound.Give(block, ClockedPictures.Origin - 250_000_000);
        }

        Assert.True(SpinWait.SpinUntil(() => target.Parts[0].IsComplete, TimeSpan.FromSeconds(30)));
        pictures.Give(15, 15);
        sound.End();
        pictures.End();
        await target.Completion;

        Assert.Equal([0, 10, 20], target.Parts.Select(part => (int)part.FirstFrame));
        Assert.Equal([1, 1, 0.75], target.Parts.Select(part => Math.Round(Pcm.Seconds(part.Path), 2)));
        foreach (FilePart part in target.Parts)
        {
            Assert.Equal(10, Ffmpeg.CountFrames(part.Path));
            Assert.Equal("pcm_s16le", Ffmpeg.Probe("-select_streams", "a", "-show_entries", "stream=codec_name", "-of", "csv=p=0", part.Path).Trim());
        }
    }

    [Fact]
    public async Task Split_Av1_IsCutWhereItsKeyFramesAre()
    {
        var options = new VideoTargetOptions { Split = new SplitOptions { Duration = TimeSpan.FromSeconds(1) } };
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Av1, _folder["x.mkv"], Thirty, options);

        EncoderRun.Encode(target.Encoder, 90);
        await target.Completion;

        Assert.Equal([30, 30, 30], PartFiles.FrameHashes([.. target.Parts.Select(part => part.Path)]).Select(part => part.Length));
    }

    [Fact]
    public async Task SplitAsync_TargetIsNotSplit_IsRefused()
    {
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["x.mkv"], Thirty);

        var refusal = await Assert.ThrowsAsync<VideoTargetException>(target.SplitAsync);

        Assert.Equal($"{_folder["x.mkv"]} cannot be split: it was made without slices (VideoTargetOptions.Split, in Python slice=).", refusal.Message);
    }

    [Theory]
    [InlineData(Codec.H264, "late.mp4")]
    [InlineData(Codec.Hevc, "late.mkv")]
    [InlineData(Codec.Vp9, "late.webm")]
    [InlineData(Codec.Ffv1, "late.mkv")]
    [InlineData(Codec.Xvid, "late.avi")]
    public async Task Attach_LateAndDetachedAgain_HasEveryPictureBetweenFromAKeyFrameThatIsMadeForIt(Codec codec, string name)
    {
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(codec, _folder["x.mkv"], Thirty);
        using var late = new FileOutput(_folder[name]);

        EncoderRun.Encode(target.Encoder, 300, before: number =>
        {
            if (number == 100)
            {
                target.Attach(late);
            }
            else if (number == 200)
            {
                target.Detach(late);
            }
        });
        await Task.WhenAll(target.Completion, late.Completion);

        string[] all = Ffmpeg.FrameHashes(_folder["x.mkv"]);
        string[] some = Ffmpeg.FrameHashes(late.Path);
        Assert.Equal(300, all.Length);
        Assert.Equal(all[100..200], some);
        Assert.Equal(0, Ffmpeg.FrameTimes(late.Path)[0], 0.001);
    }

    [Fact]
    public void AttachAndDetach_TwiceOrNever_AreRefused()
    {
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(Codec.Ffv1, _folder["x.mkv"], Thirty);
        using var output = new NullOutput("other");
        target.Attach(output);

        Assert.Equal($"other is attached to {_folder["x.mkv"]} already.", Assert.Throws<VideoTargetException>(() => target.Attach(output)).Message);
        target.Detach(output);
        Assert.Equal(
            $"other cannot be detached from {_folder["x.mkv"]}: it is not attached to it.",
            Assert.Throws<VideoTargetException>(() => target.Detach(output)).Message);
    }

    [Fact]
    public async Task Size_Asked_PicturesAreScaled()
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(Clips.H264);
        using VideoTarget large = VideoTargetFactory.CreateFileWriter(Codec.H264, _folder["large.mkv"], source.FrameRate);
        using VideoTarget small = VideoTargetFactory.CreateFileWriter(
            Codec.H264, _folder["small.mkv"], source.FrameRate, new VideoTargetOptions { Video = new VideoEncoderOptions { Size = (160, 90) } });
        source.Attach(large);
        source.Attach(small);

        source.Start();
        await Task.WhenAll(large.Completion, small.Completion);

        Assert.Equal(["160", "90"], Ffmpeg.ProbeVideo(_folder["small.mkv"], "width", "height"));
        Assert.Equal(300, Ffmpeg.CountFrames(_folder["small.mkv"]));
        Assert.Equal(300, Ffmpeg.CountFrames(_folder["large.mkv"]));
    }

    [Fact]
    public void Size_WithLossless_IsRefused() => Assert.Equal(
        "Lossless and the size 160x90 contradict each other: a scaled picture is not the source's; allowed is one of them.",
        Assert.Throws<VideoTargetException>(() => new VideoEncoder(Codec.Ffv1, Thirty, new VideoEncoderOptions { Lossless = true, Size = (160, 90) })).Message);

    protected override void Release() => _folder.Dispose();
}
