namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class TimestampFileTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task OnNext_PacketsInDecodingOrder_TellsTimesInOrderOfShowing()
    {
        using var encoder = new VideoEncoder(Codec.H264, new FrameRate(30), new VideoEncoderOptions { Preset = "slow" });
        using var timestamps = new TimestampFile(_folder["times.txt"]);
        encoder.Attach(timestamps);

        PacketLog log = EncoderRun.Encode(encoder, 20);
        await timestamps.Completion;

        Assert.NotEqual(log.Packets.Order(), log.Packets);
        string[] lines = await File.ReadAllLinesAsync(_folder["times.txt"]);
        Assert.Equal("# timecode format v2", lines[0]);
        Assert.Equal(20, lines.Length - 1);
        Assert.Equal("0.000000", lines[1]);
        double[] times = [.. lines[1..].Select(line => double.Parse(line, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void Dispose_BeforeAPicture_RemovesTheFile()
    {
        new TimestampFile(_folder["times.txt"]).Dispose();

        Assert.False(File.Exists(_folder["times.txt"]));
    }

    [Fact]
    public void New_OverAFileThatExists_IsRefusedUnlessAsked()
    {
        File.WriteAllText(_folder["times.txt"], "mine");

        var refusal = Assert.Throws<VideoTargetException>(() => new TimestampFile(_folder["times.txt"]));

        Assert.Contains("it exists", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder["times.txt"]));
        new TimestampFile(_folder["times.txt"], overwrite: true).Dispose();
    }

    [Fact]
    public void New_InAMissingFolder_NamesThePath()
    {
        var refusal = Assert.Throws<VideoTargetException>(() => new TimestampFile(_folder["missing/times.txt"]));

        Assert.Contains(_folder["missing/times.txt"], refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnNext_OnAFullDisk_FailsAloneWithThePath()
    {
        using var encoder = new VideoEncoder(Codec.Ffv1, new FrameRate(30));
        using var timestamps = new TimestampFile("/dev/full", overwrite: true);
        encoder.Attach(timestamps);

        PacketLog log = EncoderRun.Encode(encoder, 5);

        var failure = await Assert.ThrowsAsync<VideoTargetException>(() => timestamps.Completion);
        Assert.Contains("/dev/full", failure.Message, StringComparison.Ordinal);
        Assert.Equal(5, log.Packets.Count);
    }

    protected override void Release() => _folder.Dispose();
}
