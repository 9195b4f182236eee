namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class SvtAv1Tests : LeakChecked
{
    [Fact]
    public void OnNext_OptionThatSvtAv1HasNot_FailsInsteadOfHanging()
    {
        var options = new VideoEncoderOptions { EncoderOptions = new Dictionary<string, string> { ["dream"] = "1" } };
        using var encoder = new VideoEncoder(Codec.Av1, new FrameRate(30), options);
        using VideoFrame frame = EncoderRun.Picture(0, 128, 128);

        var error = Assert.Throws<VideoTargetException>(() => encoder.OnNext(frame));

        Assert.Contains("option not used by encoder libsvtav1: dream=1", error.Message, StringComparison.Ordinal);
    }
}
