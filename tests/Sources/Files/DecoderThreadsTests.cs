namespace GiftGrab.Tests;

public sealed class DecoderThreadsTests
{
    private static int All => Math.Min(Environment.ProcessorCount, 16);

    [Fact]
    public void DecoderThreads_NothingSaid_AreAsManyAsProcessors()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.H264);

        Assert.Equal(All, reader.DecoderThreads);
    }

    [Fact]
    public void DecoderThreads_OfAFastCodecThatShares_AreHalfOfThem()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.H264, new FileReaderOptions { SharesProcessors = true });

        Assert.Equal(Math.Max(1, All / 2), reader.DecoderThreads);
    }

    [Fact]
    public void DecoderThreads_OfASlowCodecThatShares_AreAsManyAsProcessors()
    {
        string clip = Clips.Make("slow.mkv", "-f", "lavfi", "-i", "testsrc2=s=160x120:r=30:d=1", "-c:v", "libx265", "-x265-params", "log-level=none");
        using FileReader reader = VideoSourceFactory.CreateFileReader(clip, new FileReaderOptions { SharesProcessors = true });

        Assert.Equal(All, reader.DecoderThreads);
    }

    [Fact]
    public void DecoderThreads_OfANumber_AreThatMany()
    {
        using FileReader reader = VideoSourceFactory.CreateFileReader(Clips.H264, new FileReaderOptions { DecoderThreads = 3, SharesProcessors = true });

        Assert.Equal(3, reader.DecoderThreads);
    }
}
