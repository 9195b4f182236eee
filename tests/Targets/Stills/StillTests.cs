namespace GiftGrab.Tests.Stills;

[Collection("frames")]
public sealed class StillTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("x.png", "rgb24")]
    [InlineData("x.tif", "rgb24")]
    [InlineData("x.TIFF", "rgb24")]
    public void Save_RgbPicture_IsKeptBitForBit(string name, string format)
    {
        FirstFrame(Clips.Rgb, frame => Still.Save(frame, _folder[name]));

        Assert.Equal(Ffmpeg.FrameHashes(Clips.Rgb, format)[0], Assert.Single(Ffmpeg.FrameHashes(_folder[name], format)));
    }

    [Theory]
    [InlineData("x.png", "gray16be")]
    [InlineData("x.tiff", "gray16le")]
    public void Save_Gray16Picture_KeepsAll16Bits(string name, string kept)
    {
        FirstFrame(Clips.Gray16, frame => Still.Save(frame, _folder[name]));

        Assert.Equal(kept, Ffmpeg.ProbeVideo(_folder[name], "pix_fmt")[0]);
        Assert.Equal(Ffmpeg.FrameHashes(Clips.Gray16, "gray16le")[0], Assert.Single(Ffmpeg.FrameHashes(_folder[name], "gray16le")));
    }

    [Fact]
    public void Save_WhileAnotherProcessWritesTheSame_LeavesItsDraftAlone()
    {
        string draft = _folder[".x.png.still"];
        using (new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
        {
            FirstFrame(Clips.Short, frame => Assert.Equal(
                $"{_folder["x.png"]} cannot be written: another program writes it.",
                Assert.Throws<VideoTargetException>(() => Still.Save(frame, _folder["x.png"])).Message));
        }

        Assert.Equal([draft], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Save_Jpeg_LooksLikeThePicture()
    {
        FirstFrame(Clips.H264, frame => Still.Save(frame, _folder["x.jpg"], quality: 100));

        string psnr = Ffmpeg.Probe(
            "-f", "lavfi", "-i", $"movie={Clips.H264},trim=end_frame=1[a];movie={_folder["x.jpg"]}[b];[a][b]psnr",
            "-show_entries", "frame_tags=lavfi.psnr.psnr_avg", "-of", "default=noprint_wrappers=1:nokey=1");
        Assert.True(double.Parse(psnr, System.Globalization.CultureInfo.InvariantCulture) > 40, psnr);
    }

    [Fact]
    public void Encode_QualityLower_IsSmaller()
    {
        byte[] good = [];
        byte[] bad = [];
        FirstFrame(Clips.H264, frame =>
        {
            good = Still.Encode(frame, StillFormat.Jpeg);
            bad = Still.Encode(frame, StillFormat.Jpeg, 20);
        });

        Assert.Equal([0xFF, 0xD8], good[..2]);
        Assert.True(bad.Length < good.Length / 2, $"{bad.Length} of {good.Length}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Encode_QualityOutOfRange_IsRefused(int quality) => FirstFrame(Clips.Short, frame =>
    {
        ArgumentOutOfRangeException failure = Assert.Throws<ArgumentOutOfRangeException>(() => Still.Encode(frame, StillFormat.Jpeg, quality));
        Assert.Contains("allowed is 1 to 100", failure.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void Save_OverAFile_NeedsPermission() => FirstFrame(Clips.Short, frame =>
    {
        File.WriteAllText(_folder["x.png"], "precious");

        Assert.Throws<VideoTargetException>(() => Still.Save(frame, _folder["x.png"]));
        Assert.Equal("precious", File.ReadAllText(_folder["x.png"]));
        Still.Save(frame, _folder["x.png"], overwrite: true);
        Assert.Equal(["png"], Ffmpeg.ProbeVideo(_folder["x.png"], "codec_name"));
    });

    [Fact]
    public void Save_IntoAMissingFolderOrUnderAnUnknownExtension_SaysWhatIsWrong() => FirstFrame(Clips.Short, frame =>
    {
        Assert.Contains("does not exist", Assert.Throws<VideoTargetException>(() => Still.Save(frame, _folder["no/x.png"])).Message, StringComparison.Ordinal);
        Assert.Contains(".jpg", Assert.Throws<VideoTargetException>(() => Still.Save(frame, _folder["x.bmp"])).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    });

    protected override void Release() => _folder.Dispose();

    private static void FirstFrame(string clip, Action<VideoFrame> use)
    {
        using FileReader source = VideoSourceFactory.CreateFileReader(clip);
        Exception? failure = null;
        source.Attach(VideoNode.Create(frame =>
        {
            failure ??= frame.Number == 0 ? Record.Exception(() => use(frame)) : null;
            return null;
        }));
        source.Start();
        source.Completion.Wait();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
