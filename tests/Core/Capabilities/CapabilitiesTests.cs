using System.Text.Json;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class CapabilitiesTests : LeakChecked
{
    [Theory]
    [InlineData("libx264", "h264")]
    [InlineData("libx265", "hevc")]
    [InlineData("libvpx-vp9", "vp9")]
    [InlineData("libsvtav1", "av1")]
    [InlineData("libaom-av1", "av1")]
    [InlineData("ffv1", "ffv1")]
    [InlineData("mjpeg", "mjpeg")]
    [InlineData("mpeg4", "mpeg4")]
    [InlineData("libxvid", "mpeg4")]
    [InlineData("rawvideo", "rawvideo")]
    [InlineData("aac", "aac")]
    [InlineData("libopus", "opus")]
    [InlineData("flac", "flac")]
    [InlineData("pcm_s16le", "pcm_s16le")]
    public void Encoder_OfDebiansFFmpeg_IsAvailableWithoutAReason(string name, string codec)
    {
        EncoderCapability found = Capabilities.Encoder(name);

        Assert.Equal((name, codec, HardwareAcceleration.Off), (found.Name, found.Codec, found.Hardware));
        Assert.True(found.IsAvailable, found.Reason);
        Assert.Null(found.Reason);
    }

    [Fact]
    public void Encoder_UnknownToFFmpeg_SaysSo()
    {
        EncoderCapability found = Capabilities.Encoder("libdream");

        Assert.False(found.IsAvailable);
        Assert.Equal("this FFmpeg has no encoder libdream", found.Reason);
        Assert.Empty(found.Codec);
        Assert.Empty(found.PixelFormats);
    }

    [SkippableTheory]
    [InlineData("hevc_nvenc", HardwareAcceleration.Nvidia, "no NVIDIA driver")]
    [InlineData("h264_nvenc", HardwareAcceleration.Nvidia, "no NVIDIA driver")]
    [InlineData("hevc_vaapi", HardwareAcceleration.VaApi, "no render node")]
    [InlineData("h264_qsv", HardwareAcceleration.QuickSync, "no render node")]
    public void Encoder_OfAMissingDevice_NamesWhatIsMissing(string name, HardwareAcceleration kind, string part)
    {
        Skip.If(Capabilities.Device(kind).IsAvailable, "The device is here.");

        EncoderCapability found = Capabilities.Encoder(name);

        Assert.False(found.IsAvailable);
        Assert.Equal(kind, found.Hardware);
        Assert.Contains(part, found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoder_AskedTwice_IsProbedOnce() => Assert.Same(Capabilities.Encoder("libx264"), Capabilities.Encoder("libx264"));

    [Fact]
    public void Encoder_ListsItsPixelFormats()
    {
        Assert.Equal("yuv420p", Capabilities.Encoder("libx264").PixelFormats[0]);
        Assert.Contains("gray16le", Capabilities.Encoder("ffv1").PixelFormats);
    }

    [Fact]
    public void Encoders_OfACodec_AreTheProcessorsFirst()
    {
        IReadOnlyList<EncoderCapability> found = Capabilities.Encoders("h265");

        Assert.Equal(["libx265", "hevc_nvenc", "hevc_vaapi", "hevc_qsv"], found.Select(encoder => encoder.Name));
        Assert.All(found, encoder => Assert.Equal(encoder.IsAvailable, encoder.Reason is null));
    }

    [Fact]
    public void Encoders_OfAnUnknownCodec_ListsTheKnownOnes()
    {
        var error = Assert.Throws<FormatException>(() => Capabilities.Encoders("cinepak"));

        Assert.Contains("\"cinepak\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("hevc, h264, mpeg4, ffv1, vp9, av1, mjpeg, rawvideo", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Codecs_AllOfThem_HaveAnEncoderAndADecoderHere()
    {
        Assert.All(Capabilities.Codecs, codec => Assert.Contains(Capabilities.Encoders(codec), encoder => encoder.IsAvailable));
        Assert.All(Capabilities.Codecs, codec => Assert.True(Capabilities.Decoder(codec).IsAvailable));
    }

    [Fact]
    public void Decoder_OfHevc_NamesTheDevicesThatCouldDecodeIt() => Assert.Equal(
        [HardwareAcceleration.Nvidia, HardwareAcceleration.VaApi, HardwareAcceleration.QuickSync],
        Capabilities.Decoder("hevc").Hardware);

    [Theory]
    [InlineData("ffv1")]
    [InlineData("rawvideo")]
    public void Decoder_OfACodecWithoutDevices_NamesNone(string codec) => Assert.Empty(Capabilities.Decoder(codec).Hardware);

    [Fact]
    public void Decoder_Unknown_SaysSo()
    {
        DecoderCapability found = Capabilities.Decoder("dream");

        Assert.False(found.IsAvailable);
        Assert.Equal("FFmpeg knows no codec dream", found.Reason);
    }

    [Theory]
    [InlineData("mp4", "mp4")]
    [InlineData("mov", "mov")]
    [InlineData("MKV", "matroska")]
    [InlineData("webm", "webm")]
    [InlineData("avi", "avi")]
    [InlineData("ts", "mpegts")]
    [InlineData("ivf", "ivf")]
    public void Container_Usual_IsReadAndWritten(string name, string format) =>
        Assert.Equal(new ContainerCapability(name, format, true, true, null), Capabilities.Container(name));

    [Theory]
    [InlineData("rm2", false, false, "knows no container rm2")]
    [InlineData("concat", true, false, "reads concat and does not write it")]
    [InlineData("framemd5", false, true, "writes framemd5 and does not read it")]
    public void Container_Partly_SaysWhatIsMissing(string name, bool read, bool write, string reason)
    {
        ContainerCapability found = Capabilities.Container(name);

        Assert.Equal((read, write), (found.CanRead, found.CanWrite));
        Assert.Contains(reason, found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_AreThoseThatAutoTriesInItsOrder()
    {
        Assert.Equal(["cuda", "vaapi", "qsv"], Capabilities.Devices.Select(device => device.Name));
        Assert.All(Capabilities.Devices, device => Assert.Equal(device.IsAvailable, device.Reason is null));
    }

    [Fact]
    public void Device_ThatIsNone_NamesTheKinds()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Capabilities.Device(HardwareAcceleration.Auto));

        Assert.Contains("Nvidia, VaApi, QuickSync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PixelFormats_HoldOursAndThoseOfDevices()
    {
        var found = Capabilities.PixelFormats.ToDictionary(format => format.Name);

        Assert.Equal(new PixelFormatCapability("bgra", 8, 1, false, true, true), found["bgra"]);
        Assert.Equal(new PixelFormatCapability("yuv420p10le", 10, 3, false, true, true), found["yuv420p10le"]);
        Assert.True(found["cuda"].IsHardware);
        Assert.False(found["cuda"].CanConvertTo);
    }

    [Fact]
    public void Libraries_AllOfFFmpegs_HaveVersionsOfTheAbiInUse()
    {
        Assert.StartsWith("5.1", Capabilities.FFmpegVersion, StringComparison.Ordinal);
        Assert.All(Capabilities.Libraries, library => Assert.True(library.IsAvailable, library.Reason));
        Assert.Contains(
            Capabilities.Libraries,
            library => library.Name == "libavcodec.so.59" && library.Version!.StartsWith("59.", StringComparison.Ordinal));
    }

    [Fact]
    public void Records_AsJson_ComeBackEqual()
    {
        HardwareDeviceCapability device = Capabilities.Device(HardwareAcceleration.VaApi);
        EncoderCapability encoder = Capabilities.Encoder("libx264");

        Assert.Equal(device, JsonSerializer.Deserialize<HardwareDeviceCapability>(JsonSerializer.Serialize(device)));
        Assert.Contains("\"Hardware\":\"Off\"", JsonSerializer.Serialize(encoder), StringComparison.Ordinal);
    }
}
