using System.Text.Json;

namespace GiftGrab.Tests;

/// <summary>Cards over Video4Linux, against the kernel's own virtual one.</summary>
public sealed class RecordCardTests(VividMachine machine) : IClassFixture<VividMachine>
{
    [VividFact]
    public void Devices_TheCard_IsThereWithItsInputsFormatsAndSizes()
    {
        JsonElement card = JsonDocument.Parse(File.ReadAllText(machine["devices.json"])).RootElement.GetProperty("cameras")[0];

        Assert.StartsWith("vivid", card.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            ["Webcam 0", "TV 0", "S-Video 0", "HDMI 0"],
            card.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()));
        JsonElement format = card.GetProperty("formats").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "YUYV");
        Assert.Contains("640x360", format.GetProperty("sizes").EnumerateArray().Select(size => size.GetProperty("size").GetString()));
    }

    [VividFact]
    public void Record_SizeAndRate_AreWhatTheCardGives()
    {
        JsonElement output = Finished("small.json").GetProperty("outputs")[0];

        Assert.Equal(60, output.GetProperty("encoded").GetInt32());
        Assert.Equal(0, output.GetProperty("dropped").GetInt32());
        Assert.Equal(60, Ffmpeg.CountFrames(machine["small.mkv"]));
        Assert.Equal(["640", "360"], Ffmpeg.ProbeVideo(machine["small.mkv"], "width", "height"));
        double[] times = Ffmpeg.FrameTimes(machine["small.mkv"]);

        // The driver says when each was made: a busy machine misses some, but none is made in between.
        double[] frames = [.. times.Zip(times.Skip(1), (one, next) => (next - one) * 30)];
        double[] off = [.. frames.Select(count => Math.Abs(count - Math.Round(count))).Order()];
        Assert.InRange(off[off.Length / 2], 0, 0.2);
    }

    [VividFact]
    public void Record_SizeThatTheCardHasNot_IsRefusedWithWhatItHas()
    {
        Assert.NotEqual("0", File.ReadAllText(machine["bad.code"]).Trim());
        Assert.Contains("123x45", File.ReadAllText(machine["bad.txt"]), StringComparison.Ordinal);
        Assert.Contains("it offers", File.ReadAllText(machine["bad.txt"]), StringComparison.Ordinal);
    }

    [VividFact]
    public void Record_WithoutAFormat_TakesTheOneThatTheCardIsSetTo()
    {
        JsonElement source = Finished("small.json").GetProperty("source");

        Assert.Equal("yuyv422", source.GetProperty("pixelFormat").GetString());
    }

    [VividFact]
    public void Record_FormatThatTheCardHasNot_IsRefusedWithThoseItHas()
    {
        Assert.NotEqual("0", File.ReadAllText(machine["format.code"]).Trim());
        Assert.Contains("has no format yuv410p (YUV9, YVU9); allowed are YUYV, ", File.ReadAllText(machine["format.txt"]), StringComparison.Ordinal);
    }

    [VividFact]
    public void Record_SignalThatGoesAndComes_IsLostAtOnceAndConnectedAllTheTime()
    {
        IEnumerable<string?> states = File.ReadLines(machine["signal.json"])
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("event").GetString() == "source-state")
            .Select(line => line.GetProperty("state").GetString());
        JsonElement gap = Finished("signal.json").GetProperty("outputs")[0].GetProperty("gaps")[0];

        Assert.Equal(["running", "lost", "running", "stopped"], states);
        Assert.Equal("/dev/video0 has no signal.", gap.GetProperty("reason").GetString());
    }

    [VividFact]
    public void Record_PictureThatComesDamaged_IsTold() =>
        Assert.Contains("/dev/video0 gave damaged pictures, which are not in the recording: 1.", File.ReadAllText(machine["signal.txt"]), StringComparison.Ordinal);

    // Frames outlive the connection that they came over: the driver's memory must not be in them.
    [VividFact]
    public void Record_EndsWhileFramesWait_DoesNotReadMemoryThatTheDriverTookBack()
    {
        for (int i = 1; i <= 4; i++)
        {
            // A busy machine misses some of the card's pictures, and says so.
            Assert.Contains(File.ReadAllText(machine[$"hdmi{i}.code"]).Trim(), (string[])["0", "3"]);
            Assert.Equal(10, Ffmpeg.CountFrames(machine[$"hdmi{i}.mkv"]));
        }
    }

    private JsonElement Finished(string name) => JsonDocument.Parse(File.ReadLines(machine[name]).Last()).RootElement;
}
