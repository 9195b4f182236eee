namespace GiftGrab.Tests.Outputs;

public sealed class ContainersTests
{
    [Theory]
    [InlineData("a.mp4", Codec.H264)]
    [InlineData("a.MKV", Codec.H264)]
    [InlineData("a.webm", Codec.Vp9)]
    [InlineData("a.avi", Codec.Xvid)]
    [InlineData("a.ivf", Codec.Vp9)]
    [InlineData("a.265", Codec.Hevc)]
    [InlineData("a.mjpg", Codec.Mjpeg)]
    [InlineData("a.yuv", Codec.Raw)]
    public void DefaultCodec_OfAFile_IsOneThatItHolds(string path, Codec expected)
    {
        Container container = Containers.FromPath(path);
        Codec codec = Containers.DefaultCodec(container, path);

        Assert.Equal(expected, codec);
        Containers.RequireLegal(container, codec, path);
    }

    [Theory]
    [InlineData("x.mp4", Container.Mp4)]
    [InlineData("dir.mp4/x.MKV", Container.Mkv)]
    [InlineData("x.y.mov", Container.Mov)]
    [InlineData("x.webm", Container.WebM)]
    [InlineData("x.avi", Container.Avi)]
    [InlineData("x.ts", Container.Ts)]
    [InlineData("x.h265", Container.ElementaryStream)]
    [InlineData("x.yuv", Container.ElementaryStream)]
    public void FromPath_KnownExtension_NamesTheContainer(string path, Container container) => Assert.Equal(container, Containers.FromPath(path));

    [Fact]
    public void Parse_EveryName_IsReadBack()
    {
        foreach (Container container in Enum.GetValues<Container>())
        {
            Assert.Equal(container, Containers.Parse(Containers.NameOf(container).ToUpperInvariant()));
        }
    }

    [Fact]
    public void Parse_UnknownName_ListsTheKnownOnes()
    {
        var error = Assert.Throws<FormatException>(() => Containers.Parse("mp3"));

        Assert.Equal("The container \"mp3\" is not known; allowed are mp4, mov, mkv, webm, avi, ts, es, and for sound alone wav, m4a, aac, flac, ogg.", error.Message);
    }

    [Theory]
    [InlineData(Container.Mp4, Codec.Ffv1, "out.mp4", "out.mp4 cannot hold ffv1; it holds h264, hevc, av1, vp9, xvid, mjpeg, and ffv1 goes into mov, mkv, avi.")]
    [InlineData(Container.Avi, Codec.Vp9, "out.avi", "out.avi cannot hold vp9; it holds xvid, h264, mjpeg, ffv1, raw, ffvhuff, and vp9 goes into mp4, mkv, webm, es.")]
    [InlineData(Container.ElementaryStream, Codec.Hevc, "out.h264", "out.h264 cannot hold hevc; it holds h264, and hevc goes into mp4, mov, mkv, ts, es.")]
    [InlineData(Container.WebM, Codec.H264, null, "The container webm cannot hold h264; it holds vp9, av1, and h264 goes into mp4, mov, mkv, avi, ts, es.")]
    public void RequireLegal_IllegalPictures_ListsTheLegalOnes(Container container, Codec codec, string? path, string message)
    {
        var error = Assert.Throws<VideoTargetException>(() => Containers.RequireLegal(container, codec, path));

        Assert.Equal(message, error.Message);
        Assert.Equal(container == Container.ElementaryStream, Containers.Allows(container, codec));
    }

    [Theory]
    [InlineData(Container.WebM, AudioCodec.Aac, "out.webm cannot hold aac; it holds opus.")]
    [InlineData(Container.ElementaryStream, AudioCodec.Aac, "out.webm cannot hold aac; it holds no sound.")]
    public void RequireLegal_IllegalSound_ListsTheLegalOnes(Container container, AudioCodec codec, string message)
    {
        var error = Assert.Throws<VideoTargetException>(() => Containers.RequireLegal(container, codec, "out.webm"));

        Assert.Equal(message, error.Message);
        Assert.False(Containers.Allows(container, codec));
    }

    [Fact]
    public void RequireLegalRaw_PixelsWithoutAName_ListsThoseWithOne()
    {
        var error = Assert.Throws<VideoTargetException>(() => Containers.RequireLegalRaw(Container.Mkv, PixelFormat.Gray16, "x.mkv"));

        Assert.Equal(
            "x.mkv cannot hold raw gray16le; it holds raw yuv420p, yuv422p, uyvy422, yuyv422, nv12, gray, bgra, rgba, bgr24.", error.Message);
    }

    [Fact]
    public void DefaultAudio_EveryContainer_IsLegalThere()
    {
        foreach (Container container in Enum.GetValues<Container>())
        {
            Assert.True(Containers.DefaultAudio(container) is not { } codec || Containers.Allows(container, codec));
        }

        Assert.Equal(AudioCodec.Opus, Containers.DefaultAudio(Container.WebM));
        Assert.Null(Containers.DefaultAudio(Container.ElementaryStream));
    }
}
