using System.Text.Json;

namespace GiftGrab.Tests.Outputs;

public sealed class SidecarTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static Sidecar Example => new()
    {
        GiftGrabVersion = "0.1.0",
        FFmpegVersion = "5.1",
        File = "x.mkv",
        Container = "mkv",
        FileSize = 1234,
        StartTime = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Duration = 10.0,
        Video = new SidecarVideo
        {
            Width = 640,
            Height = 360,
            FrameRate = "30/1",
            SourceFormat = "bgra",
            PixelFormat = "yuv420p",
            Color = new ColorDescription(ColorMatrix.Bt709, ColorRange.Limited, 1, 1),
            Codec = "h264",
            Encoder = "libx264",
            RateControl = "crf 23",
            Lossless = false,
            Frames = 240,
            Received = 300,
            Delivered = 240,
            Dropped = 60,
            DroppedRanges = [new UnitRange(10, 69)],
        },
    };

    [Fact]
    public void Sidecar_WrittenAndRead_IsTheSame()
    {
        Example.Write(_folder["x.mkv.json"]);

        var read = Sidecar.Read(_folder["x.mkv.json"]);

        Assert.Equal(JsonSerializer.Serialize(Example, SidecarJson.Default.Sidecar), JsonSerializer.Serialize(read, SidecarJson.Default.Sidecar));
        Assert.Equal([new UnitRange(10, 69)], read.Video!.DroppedRanges);
    }

    [Fact]
    public void Sidecar_Written_NamesAreStable()
    {
        Example.Write(_folder["x.json"]);

        using var json = JsonDocument.Parse(File.ReadAllText(_folder["x.json"]));

        Assert.Equal("2026-01-02T03:04:05Z", json.RootElement.GetProperty("startTime").GetString());
        JsonElement video = json.RootElement.GetProperty("video");
        Assert.Equal("crf 23", video.GetProperty("rateControl").GetString());
        Assert.Equal("Bt709", video.GetProperty("color").GetProperty("matrix").GetString());
        Assert.Equal(69, video.GetProperty("droppedRanges")[0].GetProperty("last").GetInt64());
        Assert.False(json.RootElement.TryGetProperty("audio", out _));
    }

    [Fact]
    public void Sidecar_FileExists_IsReplacedInOneStep()
    {
        File.WriteAllText(_folder["x.json"], "old");

        Example.Write(_folder["x.json"]);

        Assert.Equal(1234, Sidecar.Read(_folder["x.json"]).FileSize);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Sidecar_FolderIsMissing_IsRefused()
    {
        string path = Path.Combine(_folder["none"], "x.json");

        var error = Assert.Throws<VideoTargetException>(() => Example.Write(path));

        Assert.Equal($"{path} cannot be written: the folder {_folder["none"]} does not exist.", error.Message);
    }

    [Theory]
    [InlineData("no JSON", "line 1, byte 2")]
    [InlineData("{\"file\": \"x.mkv\"}", "line 1, byte 18")]
    public void Sidecar_FileIsNone_SaysSo(string content, string place)
    {
        File.WriteAllText(_folder["x.json"], content);

        var error = Assert.Throws<GiftGrabException>(() => Sidecar.Read(_folder["x.json"]));

        Assert.Equal($"{_folder["x.json"]} is no sidecar: {place} is not JSON, or not what a sidecar holds.", error.Message);
    }

    public void Dispose() => _folder.Dispose();
}
