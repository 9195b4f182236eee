namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class TargetMetricsTests : LeakChecked
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void EncodeDuration_EachPicture_IsMeasuredInSecondsUnderTheEncodersName()
    {
        using var log = new MeterLog("metrics-encode");
        using var encoder = new VideoEncoder(Codec.Ffv1, new FrameRate(30), name: "metrics-encode");

        EncoderRun.Encode(encoder, 5);

        double[] seconds = log.Values("giftgrab.encode.duration", "source=metrics-encode");
        Assert.Equal(5, seconds.Length);
        Assert.All(seconds, value => Assert.True(value is > 0 and < 60));
    }

    [Fact]
    public async Task OutputBytes_OfAFile_AreThoseWrittenUnderItsName()
    {
        string path = _folder["metrics.mkv"];
        using var log = new MeterLog("metrics.mkv");
        using var encoder = new VideoEncoder(Codec.Ffv1, new FrameRate(30));
        using var output = new FileOutput(path);
        encoder.Attach(output);

        EncoderRun.Encode(encoder, 5);
        await output.Completion;

        string tags = Assert.Single(log.Seen(), seen => seen.StartsWith("giftgrab.output.bytes ", StringComparison.Ordinal))["giftgrab.output.bytes ".Length..];
        Assert.StartsWith("observer=", tags, StringComparison.Ordinal);
        Assert.EndsWith("metrics.mkv", tags, StringComparison.Ordinal);
        Assert.Equal(output.Statistics.Bytes, log.Sum("giftgrab.output.bytes", tags));
    }

    protected override void Release() => _folder.Dispose();
}
