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

    // Where it may, as root, SVT-AV1 makes the thread that opens it a real-time one, and all that it starts.
    [Fact]
    public void OnNext_FirstFrame_LeavesTheThreadItsScheduling()
    {
        string before = Policy();
        using var encoder = new VideoEncoder(Codec.Av1, new FrameRate(30));
        using VideoFrame frame = EncoderRun.Picture(0, 128, 128);

        encoder.OnNext(frame);

        Assert.Equal(before, Policy());
    }

    /// <summary>The 41st field of proc(5)'s stat, counted behind the name in brackets.</summary>
    private static string Policy()
    {
        string stat = File.ReadAllText("/proc/thread-self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[41 - 3];
    }
}
