namespace GiftGrab.Tests.Splitting;

/// <summary>What is split is, together, what is not.</summary>
[Collection("frames")]
public sealed class SplitFileOutputTests : LeakChecked
{
    private static readonly FrameRate Thirty = new(30);
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(Codec.H264, "x.mp4")]
    [InlineData(Codec.H264, "x.mkv")]
    [InlineData(Codec.Hevc, "x.mkv")]
    [InlineData(Codec.Ffv1, "x.mkv")]
    [InlineData(Codec.Vp9, "x.webm")]
    [InlineData(Codec.Mjpeg, "x.mkv")]
    [InlineData(Codec.Xvid, "x.avi")]
    [InlineData(Codec.Raw, "x.mkv")]
    public async Task Duration_AHundredParts_TogetherAreTheWhole(Codec codec, string name)
    {
        using var encoder = new VideoEncoder(codec, Thirty);
        using var split = new SplitFileOutput(_folder[name], new SplitOptions { Duration = TimeSpan.FromMilliseconds(100) });
        using var whole = new FileOutput(_folder[$"whole{Path.GetExtension(name)}"]);
        encoder.Attach(split);
        encoder.Attach(whole);

        EncoderRun.Encode(encoder, 300);
        await Task.WhenAll(split.Completion, whole.Completion);

        string[][] parts = PartFiles.FrameHashes([.. split.Parts.Select(part => part.Path)]);
        Assert.Equal(100, parts.Length);
        Assert.All(parts, part => Assert.Equal(3, part.Length));
        Assert.Equal(Ffmpeg.FrameHashes(whole.Path), parts.SelectMany(part => part));
        Assert.Equal(_folder[$"x_100{Path.GetExtension(name)}"], split.Parts[^1].Path);
        Assert.Equal(297, split.Parts[^1].FirstFrame);
        Assert.Equal(9_900_000_000, split.Parts[^1].Start, 100_000.0);
        Assert.Equal(0, Ffmpeg.FrameTimes(split.Parts[50].Path)[0], 0.001);
        Assert.Equal(300, split.Statistics.VideoFrames);
    }

    [Fact]
    public async Task Dispose_WhileAPartIsTold_DoesNotWaitForItself()
    {
        using var encoder = new VideoEncoder(Codec.Mjpeg, Thirty);
        using var split = new SplitFileOutput(_folder["x.mkv"], new SplitOptions { Duration = TimeSpan.FromSeconds(1) });
        split.PartFinished += (_, _) => split.Dispose();
        encoder.Attach(split);

        EncoderRun.Encode(encoder, 90);
        await split.Completion.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.InRange(split.Parts.Count, 2, 3);
    }

    [Theory]
    [InlineData(Codec.Ffv1, null)]
    [InlineData(Codec.H264, "ultrafast")]
    public async Task Duration_LosslessCodec_PartsHoldTheSourcesPictures(Codec codec, string? preset)
    {
        var options = new VideoEncoderOptions { Lossless = codec == Codec.H264, Preset = preset };
        using var encoder = new VideoEncoder(codec, Thirty, options);
        using var split = new SplitFileOutput(_folder["x.mkv"], new SplitOptions { Duration = TimeSpan.FromSeconds(0.5) });
        encoder.Attach(split);
        var pictures = new List<string>();

        EncoderRun.Encode(encoder, 100, picture: number =>
        {
            VideoFrame frame = EncoderRun.Picture(number);
            pictures.Add(FrameHash.Of(frame));
            return frame;
        });
        await split.Completion;

        Assert.Equal(pictures, PartFiles.FrameHashes([.. split.Parts.Select(part => part.Path)]).SelectMany(part => part));
    }

    [Theory]
    [InlineData(Codec.H264)]
    [InlineData(Codec.Hevc)]
    [InlineData(Codec.Ffv1)]
    [InlineData(Codec.Vp9)]
    public async Task SplitAsync_Often_CutsAtThatVeryPicture(Codec codec)
    {
        using var encoder = new VideoEncoder(codec, Thirty);
        using var split = new SplitFileOutput(_folder["x.mkv"], new SplitOptions());
        using var whole = new FileOutput(_folder["whole.mkv"]);
        encoder.Attach(split);
        encoder.Attach(whole);
        var random = new Random(7);
        List<int> cuts = [.. Enumerable.Range(1, 299).OrderBy(_ => random.Next()).Take(99).Order()];
        var begun = new List<Task<FilePart>>();

        EncoderRun.Encode(encoder, 300, before: number =>
        {
            if (cuts.Contains(number))
            {
                begun.Add(split.SplitAsync());
            }
        });
        await Task.WhenAll(split.Completion, whole.Completion);

        FilePart[] parts = await Task.WhenAll(begun);
        Assert.Equal(cuts, parts.Select(part => (int)part.FirstFrame));
        Assert.Equal(split.Parts.Skip(1).Select(part => part.Path), parts.Select(part => part.Path));
        string[][] hashes = PartFiles.FrameHashes([.. split.Parts.Select(part => part.Path)]);
        Assert.Equal(Ffmpeg.FrameHashes(whole.Path), hashes.SelectMany(part => part));
    }

    [Theory]
    [InlineData(Codec.H264)]
    [InlineData(Codec.Hevc)]
    [InlineData(Codec.Ffv1)]
    [InlineData(Codec.Vp9)]
    public async Task Size_ReachedAHundredTimes_EachPartIsSmallerThanTheLimitAndAGroup(Codec codec)
    {
        const int limit = 8_000;
        using var encoder = new VideoEncoder(codec, Thirty, new VideoEncoderOptions { GopLength = codec == Codec.Ffv1 ? null : 5 });
        using var split = new SplitFileOutput(_folder["x.mkv"], new SplitOptions { Size = limit });
        using var whole = new FileOutput(_folder["whole.mkv"]);
        encoder.Attach(split);
        encoder.Attach(whole);
        var log = new GroupLog();
        encoder.Attach(log);

        EncoderRun.Encode(encoder, codec == Codec.Ffv1 ? 300 : 1000, picture: number => Noise.Picture(number));
        await Task.WhenAll(split.Completion, whole.Completion);

        Assert.InRange(split.Parts.Count, 100, 600);
        Assert.All(split.Parts, part => Assert.InRange(new FileInfo(part.Path).Length, 1, limit + log.LargestGroup + 4_000));
        string[][] hashes = PartFiles.FrameHashes([.. split.Parts.Select(part => part.Path)]);
        Assert.Equal(Ffmpeg.FrameHashes(whole.Path), hashes.SelectMany(part => part));
    }

    [Theory]
    [InlineData("x.mp4")]
    [InlineData("x.mov")]
    public async Task Size_OfAContainerWithAnIndex_CountsTheIndex(string name)
    {
        const int limit = 100_000;
        using var encoder = new VideoEncoder(Codec.H264, Thirty, new VideoEncoderOptions { GopLength = 5 });
        using var split = new SplitFileOutput(_folder[name], new SplitOptions { Size = limit });
        encoder.Attach(split);
        var log = new GroupLog();
        encoder.Attach(log);

        EncoderRun.Encode(encoder, 1000, picture: number => Noise.Picture(number));
        await split.Completion;

        Assert.InRange(split.Parts.Count, 3, 50);
        Assert.All(split.Parts, part => Assert.InRange(new FileInfo(part.Path).Length, 1, limit + log.LargestGroup));
        Assert.Equal(1000, split.Parts.Sum(part => Ffmpeg.CountFrames(part.Path)));
    }

    [Fact]
    public void Size_SmallerThanTheIndex_IsRefused() => Assert.Contains(
        "mp4, whose index alone may take",
        Assert.Throws<VideoTargetException>(() => new SplitFileOutput(_folder["x.mp4"], new SplitOptions { Size = 2_000 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Size_SmallerThanAKeyFrame_IsAnErrorThatNamesBoth()
    {
        using var encoder = new VideoEncoder(Codec.Raw, Thirty);
        using var split = new SplitFileOutput(_folder["x.mkv"], new SplitOptions { Size = 2_000 });
        encoder.Attach(split);

        EncoderRun.Encode(encoder, 10);
        var failure = await Assert.ThrowsAsync<VideoTargetException>(() => split.Completion);

        Assert.Equal($"Parts of 2000 bytes are not possible: a key frame of {_folder["x_1.mkv"]} alone has 6144 bytes.", failure.Message);
    }

    [Theory]
    [InlineData("x.mkv")]
    [InlineData("x.mp4")]
    public async Task Duration_WithSound_NoPacketIsLostOrRepeated(string name)
    {
        using var clip = new PacketClip(Clips.FlashAndBeep);
        using var split = new SplitFileOutput(_folder[name], new SplitOptions { Duration = TimeSpan.FromSeconds(1) });
        using var whole = new FileOutput(_folder[$"whole{Path.GetExtension(name)}"]);
        clip.Attach(split);
        clip.Attach(whole);
        clip.Play();
        await Task.WhenAll(split.Completion, whole.Completion);

        string[] parts = [.. split.Parts.Select(part => part.Path)];
        Assert.InRange(parts.Length, 3, 100);
        Assert.Equal(PacketHashes(whole.Path), parts.SelectMany(PacketHashes));
        Assert.Equal(Ffmpeg.FrameHashes(whole.Path), PartFiles.FrameHashes(parts).SelectMany(part => part));
        Assert.All(parts, part => Assert.All(Starts(part), start => Assert.InRange(start, -0.001, 0.03)));
    }

    [Fact]
    public async Task SplitAsync_NoPictureComes_TimesOut()
    {
        var options = new SplitOptions { KeyFrameTimeout = TimeSpan.FromMilliseconds(50) };
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        using var split = new SplitFileOutput(_folder["x.mkv"], options);
        encoder.Attach(split);

        var late = await Assert.ThrowsAsync<VideoTargetException>(split.SplitAsync);
        EncoderRun.Encode(encoder, 10);
        await split.Completion;

        Assert.StartsWith($"{_folder["x_1.mkv"]} cannot be split: no key frame came within 0.05 s", late.Message, StringComparison.Ordinal);
        Assert.Single(split.Parts);
    }

    [Fact]
    public async Task SplitAsync_AfterTheEnd_IsRefused()
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        using var split = new SplitFileOutput(_folder["x.mkv"], new SplitOptions());
        encoder.Attach(split);
        EncoderRun.Encode(encoder, 10);
        await split.Completion;

        var refusal = await Assert.ThrowsAsync<VideoTargetException>(split.SplitAsync);

        Assert.Equal($"{_folder["x_1.mkv"]} cannot be split: the recording has ended.", refusal.Message);
    }

    [Fact]
    public async Task Parts_NamesThatExist_ArePassedOver()
    {
        File.WriteAllText(_folder["x_2.mkv"], "mine");
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        using var split = new SplitFileOutput(_folder["x.mkv"], new SplitOptions { Duration = TimeSpan.FromSeconds(1) });
        encoder.Attach(split);

        EncoderRun.Encode(encoder, 90);
        await split.Completion;

        Assert.Equal([_folder["x_1.mkv"], _folder["x_3.mkv"], _folder["x_4.mkv"]], split.Parts.Select(part => part.Path));
        Assert.Equal("mine", File.ReadAllText(_folder["x_2.mkv"]));
    }

    [Fact]
    public async Task Parts_TheNextIsOpenBeforeTheLastIsClosed()
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        var names = new FileNameSequence(FileNameTemplate.Parse(_folder["x.mkv"]), string.Empty);
        using var held = new ManualResetEventSlim();
        using var split = new SplitFileOutput(
            names, new SplitOptions { Duration = TimeSpan.FromSeconds(1) }, Container.Mkv, new FileOutputOptions(), file => new HeldStream(file, held));
        encoder.Attach(split, DeliveryOptions.Inline);
        var finished = new List<int>();
        split.PartFinished += (_, part) => finished.Add(part.Number);

        EncoderRun.Encode(encoder, 90);
        Assert.Equal(3, split.Parts.Count);
        Assert.Empty(finished);
        held.Set();
        await split.Completion;

        Assert.Equal([1, 2, 3], finished);
        Assert.Equal(90, PartFiles.FrameHashes([.. split.Parts.Select(part => part.Path)]).Sum(part => part.Length));
    }

    [Fact]
    public async Task Parts_TheNextCannotBeWritten_EndsWithAllThatWasBeforeIt()
    {
        string folder = _folder["sub"];
        Directory.CreateDirectory(folder);
        using var encoder = new VideoEncoder(Codec.Ffv1, Thirty);
        using var split = new SplitFileOutput(Path.Combine(folder, "x.mkv"), new SplitOptions());
        encoder.Attach(split, DeliveryOptions.Inline);
        EncoderRun.Encode(encoder, 60, before: number =>
        {
            if (number == 30)
            {
                Directory.Move(folder, _folder["moved"]);
                _ = split.SplitAsync();
            }
        });

        var failure = await Assert.ThrowsAsync<VideoTargetException>(() => split.Completion);

        Assert.Contains("x_2.mkv", failure.Message, StringComparison.Ordinal);
        Assert.InRange(Ffmpeg.CountFrames(Path.Combine(_folder["moved"], "x_1.mkv")), 28, 30);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(-1)]
    public void Options_DurationOutOfRange_IsRefused(double seconds) => Assert.Contains(
        "allowed are 0.01 s and more",
        Assert.Throws<VideoTargetException>(() => new SplitFileOutput(_folder["x.mkv"], new SplitOptions { Duration = TimeSpan.FromSeconds(seconds) })).Message,
        StringComparison.Ordinal);

    protected override void Release() => _folder.Dispose();

    private static string[] PacketHashes(string path) =>
        [.. Ffmpeg.Run("-i", path, "-map", "0:a:0", "-c", "copy", "-f", "framemd5", "-").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#')).Select(line => line.Split(',')[5].Trim())];

    private static double[] Starts(string path) =>
        [.. Ffmpeg.Probe("-show_entries", "stream=start_time", "-of", "default=noprint_wrappers=1:nokey=1", path)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(start => double.Parse(start, System.Globalization.CultureInfo.InvariantCulture))];
}
