namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class ImageSequenceTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("png", "rgb24")]
    [InlineData("jpg", "yuvj420p")]
    [InlineData("bmp", "bgr24")]
    [InlineData("tif", "rgb24")]
    [InlineData("pgm", "gray")]
    [InlineData("webp", "yuv420p")]
    public void Play_AnyKind_FramesEqualFFmpegs(string kind, string format)
    {
        MakeImages(kind, format, 12);
        using ImageSequence images = VideoSourceFactory.CreateImageSequence(_folder[$"img_%04d.{kind}"], new FrameRate(60));

        FrameCollector seen = FrameCollector.Run(images, hashes: true);

        Assert.Null(seen.Error);
        Assert.Equal(Ffmpeg.FrameHashes(_folder[$"img_%04d.{kind}"]), seen.Frames.Select(frame => frame.Hash));
        Assert.Equal(Enumerable.Range(0, 12).Select(number => new FrameRate(60).TimeOf(number)), seen.Frames.Select(frame => frame.Timestamp));
    }

    [Theory]
    [InlineData("")]
    [InlineData("img_*.png")]
    [InlineData("img_%d.png")]
    public void Find_FolderGlobOrNumber_GivesAllInOrder(string pattern)
    {
        foreach (int number in (int[])[9, 10, 8, 11])
        {
            File.WriteAllText(_folder[$"img_{number}.png"], string.Empty);
        }

        IEnumerable<string?> found = ImageFiles.Find(Path.Combine(_folder.Path, pattern)).Select(Path.GetFileName);

        Assert.Equal(["img_8.png", "img_9.png", "img_10.png", "img_11.png"], found);
    }

    [Theory]
    [InlineData("img_%04d.png")]
    [InlineData("")]
    [InlineData("*.png")]
    public void Create_Gap_NamesTheMissingFile(string pattern)
    {
        MakeImages("png", "rgb24", 8);
        File.Delete(_folder["img_0005.png"]);

        Assert.Equal(
            $"{_folder["img_0005.png"]} is missing: the sequence goes on with img_0006.png.",
            Assert.Throws<VideoSourceException>(() => VideoSourceFactory.CreateImageSequence(Path.Combine(_folder.Path, pattern), new FrameRate(25))).Message);
    }

    [Fact]
    public void Play_MixedSizes_NamesTheFile()
    {
        MakeImages("png", "rgb24", 5);
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=s=64x48", "-frames:v", "1", _folder["img_0003.png"]);
        using ImageSequence images = VideoSourceFactory.CreateImageSequence(_folder["img_%04d.png"], new FrameRate(25));

        FrameCollector seen = FrameCollector.Run(images);

        Assert.Equal(2, seen.Frames.Count);
        Assert.StartsWith($"{_folder["img_0003.png"]} has 64x48 pixels, but img_0001.png has 160x120", seen.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Play_DamagedImage_NamesTheFile()
    {
        MakeImages("png", "rgb24", 5);
        File.WriteAllText(_folder["img_0004.png"], "this is a text");
        using ImageSequence images = VideoSourceFactory.CreateImageSequence(_folder["img_%04d.png"], new FrameRate(25));

        FrameCollector seen = FrameCollector.Run(images);

        Assert.Equal(3, seen.Frames.Count);
        Assert.StartsWith($"{_folder["img_0004.png"]} cannot be decoded", seen.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NoFiles_SaysSo() => Assert.Contains(
        "There are no images", Assert.Throws<SourceFileNotFoundException>(() => VideoSourceFactory.CreateImageSequence(_folder["x_%04d.png"], new FrameRate(25))).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_VideoAsImage_IsRefused()
    {
        File.Copy(Clips.Short, _folder["img_1.mp4"]);

        Assert.Contains("is no still image", Assert.Throws<VideoSourceException>(
            () => VideoSourceFactory.CreateImageSequence(_folder["img_%d.mp4"], new FrameRate(25))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_WithRate_IsPlayed()
    {
        MakeImages("png", "rgb24", 3);
        using VideoSource source = VideoSourceFactory.Create($"images:{_folder["img_%04d.png"]}@12.5");

        Assert.Equal(new FrameRate(25, 2), source.FrameRate);
        Assert.Equal(3, FrameCollector.Run(source).Frames.Count);
    }

    [Theory]
    [InlineData("ä 'b' \"c\" @ : %d")]
    [InlineData("100%")]
    [InlineData("a*b?")]
    public void Address_WithBlanksQuotesAndSigns_IsPlayed(string folder)
    {
        MakeImages("png", "rgb24", 2);
        string strange = Directory.CreateDirectory(_folder[folder]).FullName;
        File.Move(_folder["img_0001.png"], Path.Combine(strange, "pic ä'@0000000001.png"));
        File.Move(_folder["img_0002.png"], Path.Combine(strange, "pic ä'@0000000002.png"));
        using VideoSource source = VideoSourceFactory.Create($"images:{strange}/pic ä'@%010d.png@25");

        Assert.Equal(2, FrameCollector.Run(source).Frames.Count);
    }

    protected override void Release() => _folder.Dispose();

    private void MakeImages(string kind, string format, int count) => Ffmpeg.Run([
        "-f", "lavfi", "-i", "testsrc2=s=160x120:r=25", "-frames:v", $"{count}", "-pix_fmt", format,
        .. kind == "webp" ? new[] { "-c:v", "libwebp" } : [], _folder[$"img_%04d.{kind}"]]);
}
