using System.Globalization;
using System.Text.Json;

namespace GiftGrab.Tests;

public sealed class MediaInspectorTests
{
    public static TheoryData<string> Files => [Clips.H264, Clips.Rgb, Clips.Gray16, Clips.Odd, Clips.VariableRate, Clips.FlashAndBeep, Tagged];

    private static string Tagged => Clips.Make("tagged.mkv",
        "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=30000/1001:d=1", "-f", "lavfi", "-i", "sine=r=44100:d=1", "-c:v", "libx264",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv", "-c:a", "flac", "-ac", "2",
        "-metadata", "title=An operation ä", "-metadata:s:a:0", "language=ger");

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_File_EqualsFfprobe(string path)
    {
        JsonElement probe = JsonDocument.Parse(Ffmpeg.Probe("-show_format", "-show_streams", "-of", "json", path)).RootElement;
        JsonElement format = probe.GetProperty("format");

        MediaInfo info = MediaInspector.Read(path);

        Assert.Equal(Text(format, "format_name"), info.Container);
        Assert.Equal(Text(format, "format_long_name"), info.ContainerDescription);
        Assert.Equal(Number(format, "duration"), info.Duration!.Value.TotalSeconds, 1e-6);
        Assert.Equal(Number(format, "start_time"), info.StartTime!.Value.TotalSeconds, 1e-6);
        Assert.Equal(Number(format, "size"), info.FileSize);
        Assert.Equal(Number(format, "bit_rate"), info.BitRate);
        AssertTags(format, info.Tags);
        JsonElement[] streams = [.. probe.GetProperty("streams").EnumerateArray()];
        Assert.Equal(streams.Length, info.Streams.Count);
        foreach ((JsonElement expected, MediaStreamInfo actual) in streams.Zip(info.Streams))
        {
            Assert.Equal(Text(expected, "codec_type"), actual.Kind);
            Assert.Equal(Text(expected, "codec_name"), actual.Codec);
            Assert.Equal(Text(expected, "profile"), actual.Profile);
            Assert.Equal(Number(expected, "bit_rate"), actual.BitRate);
            Assert.Equal(Number(expected, "nb_frames"), actual.FrameCount ?? 0);
            AssertTags(expected, actual.Tags);
        }

        AssertPictures(streams.First(stream => Text(stream, "codec_type") == "video"), info.Video!);
    }

    [Fact]
    public void Read_Sound_EqualsFfprobe() =>
        Assert.Equal(new AudioFormat(44100, 2, "s16"), MediaInspector.Read(Tagged).Audio!.Format);

    [Fact]
    public void Read_NoFrameCountInContainer_EstimatesIt() =>
        Assert.Equal(90, MediaInspector.Read(Clips.Rgb).Video!.EstimatedFrameCount);

    private static void AssertPictures(JsonElement expected, VideoStreamInfo actual)
    {
        Assert.Equal(Number(expected, "width"), actual.Width);
        Assert.Equal(Number(expected, "height"), actual.Height);
        Assert.Equal(Text(expected, "pix_fmt"), actual.PixelFormat.Name);
        Assert.Equal(Text(expected, "r_frame_rate"), $"{actual.FrameRate.Numerator}/{actual.FrameRate.Denominator}");
        Assert.Equal(Text(expected, "avg_frame_rate"), $"{actual.AverageFrameRate.Numerator}/{actual.AverageFrameRate.Denominator}");
        ColorMatrix matrix = Text(expected, "color_space") switch
        {
            "bt709" => ColorMatrix.Bt709,
            "gbr" => ColorMatrix.Rgb,
            _ => ColorMatrix.Unspecified,
        };
        Assert.Equal(matrix, actual.Color.Matrix);
        Assert.Equal(Text(expected, "color_range") switch { "tv" => ColorRange.Limited, "pc" => ColorRange.Full, _ => ColorRange.Unspecified }, actual.Color.Range);
    }

    private static void AssertTags(JsonElement expected, IReadOnlyDictionary<string, string> actual)
    {
        Dictionary<string, string> tags = expected.TryGetProperty("tags", out JsonElement found)
            ? found.EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.GetString()!)
            : [];
        Assert.Equal(tags, actual);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? value.ToString() : null;

    private static double Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? double.Parse(value.ToString(), CultureInfo.InvariantCulture) : 0;
}
