namespace GiftGrab.Tests.Outputs;

/// <summary>A pair is legal because all that is written comes back.</summary>
[Collection("frames")]
public sealed class LegalPairTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Container, Codec> VideoPairs()
    {
        var pairs = new TheoryData<Container, Codec>();
        foreach (ContainerFormat format in ContainerFormats.All)
        {
            foreach (Codec codec in format.Codecs)
            {
                pairs.Add(format.Container, codec);
            }
        }

        return pairs;
    }

    public static TheoryData<Container, AudioCodec> AudioPairs()
    {
        var pairs = new TheoryData<Container, AudioCodec>();
        foreach (ContainerFormat format in ContainerFormats.All)
        {
            foreach (AudioCodec codec in format.AudioCodecs)
            {
                pairs.Add(format.Container, codec);
            }
        }

        return pairs;
    }

    public static TheoryData<Container, string> RawPairs()
    {
        var pairs = new TheoryData<Container, string>();
        foreach (ContainerFormat format in ContainerFormats.All)
        {
            foreach (string pixels in format.RawFormats ?? [])
            {
                pairs.Add(format.Container, pixels);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(VideoPairs))]
    public async Task FileOutput_LegalPictures_EveryOneComesBack(Container container, Codec codec)
    {
        string pixels = container == Container.Mov ? "uyvy422" : "yuv420p";
        string source = VideoClip(codec, pixels);
        string path = _folder["x" + ExtensionOf(container, codec)];

        await Copy(source, path);

        string[] raw = codec == Codec.Raw && container == Container.ElementaryStream
            ? ["-f", "rawvideo", "-video_size", "320x240", "-pixel_format", pixels]
            : [];
        Assert.Equal(Ffmpeg.FrameHashes(source), Hashes(path, raw));
        Assert.Equal(string.Empty, Ffmpeg.Run([.. raw, "-i", path, "-f", "null", "-"]));
        Assert.Equal(CodecOf(codec), raw.Length > 0 ? "rawvideo" : CodecName(path, "v:0"));
    }

    [Theory]
    [MemberData(nameof(RawPairs))]
    public async Task FileOutput_LegalRawPixels_ComeBackUnderTheirName(Container container, string pixels)
    {
        string source = VideoClip(Codec.Raw, pixels);
        string path = _folder["x" + ExtensionOf(container, Codec.Raw)];

        await Copy(source, path);

        Assert.Equal(pixels, Ffmpeg.ProbeVideo(path, "pix_fmt")[0]);
        Assert.Equal(Ffmpeg.FrameHashes(source), Ffmpeg.FrameHashes(path));
    }

    [Theory]
    [MemberData(nameof(AudioPairs))]
    public async Task FileOutput_LegalSound_AllComesBack(Container container, AudioCodec codec)
    {
        string source = SoundClip(codec, container == Container.WebM ? "libvpx-vp9" : "libx264");
        string path = _folder["x" + ExtensionOf(container, Codec.H264)];

        await Copy(source, path, soundAlone: ContainerFormats.Of(container).Codecs.Length == 0);

        Assert.Equal(AudioCodecNames.NameOf(codec), CodecName(path, "a:0"));
        Assert.InRange(Samples(path), 96_000 - 200, 96_000 + 3000);
        Assert.Equal(string.Empty, Ffmpeg.Run("-i", path, "-f", "null", "-"));
    }

    [Theory]
    [InlineData(Codec.H264, "x.h264", "30/1")]
    [InlineData(Codec.H264, "x.h264", "30000/1001")]
    [InlineData(Codec.H264, "x.h264", "25/2")]
    [InlineData(Codec.Hevc, "x.hevc", "30000/1001")]
    [InlineData(Codec.Av1, "x.ivf", "30000/1001")]
    public async Task FileOutput_OfAStreamWithoutAContainer_TellsTheRate(Codec codec, string name, string rate)
    {
        using VideoSource source = VideoSourceFactory.Create($"test:96x64@{rate},frames=10,pace=off");
        using VideoTarget target = VideoTargetFactory.CreateFileWriter(codec, _folder[name], source.FrameRate);
        source.Attach(target);

        source.Start();
        await target.Completion;

        Assert.Equal(rate, Ffmpeg.ProbeVideo(_folder[name], "r_frame_rate")[0]);
        Assert.Equal(10, Ffmpeg.CountFrames(_folder[name]));
    }

    protected override void Release() => _folder.Dispose();

    private static async Task Copy(string source, string path, bool soundAlone = false)
    {
        using var clip = new PacketClip(source);
        using var output = new FileOutput(path);
        if (soundAlone)
        {
            clip.Audio!.Attach(output, DeliveryOptions.Inline);
        }
        else
        {
            clip.Attach(output);
        }

        clip.Play();
        await output.Completion;
    }

    private static string ExtensionOf(Container container, Codec codec) => container == Container.ElementaryStream
        ? codec switch { Codec.H264 => ".h264", Codec.Hevc => ".hevc", Codec.Mjpeg => ".mjpeg", Codec.Raw => ".yuv", _ => ".ivf" }
        : ContainerFormats.Of(container).Extensions[0];

    private static string CodecName(string path, string stream) => Ffmpeg
        .Probe("-select_streams", stream, "-show_entries", "stream=codec_name", "-of", "default=noprint_wrappers=1:nokey=1", path)
        .Split('\n')[0];

    private static string CodecOf(Codec codec) => codec switch
    {
        Codec.Xvid => "mpeg4",
        Codec.Raw => "rawvideo",
        _ => CodecNames.NameOf(codec),
    };

    private static string VideoClip(Codec codec, string pixels)
    {
        string[] encoder = codec switch
        {
            Codec.H264 => ["libx264", "-flags", "+global_header"],
            Codec.Hevc => ["libx265", "-preset", "ultrafast", "-x265-params", "log-level=error", "-flags", "+global_header"],
            Codec.Xvid => ["libxvid", "-flags", "+global_header"],
            Codec.Ffv1 => ["ffv1"],
            Codec.Vp9 => ["libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"],
            Codec.Av1 => ["libsvtav1", "-preset", "12"],
            Codec.Mjpeg => ["mjpeg"],
            Codec.FfvHuff => ["ffvhuff"],
            _ => ["rawvideo"],
        };
        string format = codec switch { Codec.Mjpeg => "yuvj420p", Codec.Raw => pixels, _ => "yuv420p" };

        // NUT keeps every codec as its encoder made it.
        return Clips.Make($"{CodecNames.NameOf(codec)}-{format}.nut",
            ["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=1", "-g", "15", "-pix_fmt", format, "-c:v", .. encoder]);
    }

    private static string SoundClip(AudioCodec codec, string video) => Clips.Make(
        $"{AudioCodecNames.NameOf(codec)}-{video}.mkv",
        "-f", "lavfi", "-i", "color=black:s=64x64:r=30:d=2", "-f", "lavfi", "-i", "sine=f=1000:r=48000:d=2",
        "-c:v", video, "-c:a", codec == AudioCodec.Opus ? "libopus" : AudioCodecNames.NameOf(codec));

    private static long Samples(string path) => Ffmpeg
        .Probe("-select_streams", "a:0", "-show_entries", "frame=nb_samples", "-of", "default=noprint_wrappers=1:nokey=1", path)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Sum(count => long.Parse(count, System.Globalization.CultureInfo.InvariantCulture));

    private static string[] Hashes(string path, string[] raw) =>
        [.. Ffmpeg.Run([.. raw, "-i", path, "-map", "0:v:0", "-vsync", "passthrough", "-f", "framemd5", "-"])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(',')[5].Trim())];
}
