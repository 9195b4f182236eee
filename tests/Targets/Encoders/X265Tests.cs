namespace GiftGrab.Tests;

public sealed class X265Tests
{
    [Fact]
    public void SetDefaults_OnTwoOrThreeProcessors_TakesTwoPicturesAtATime()
    {
        var settings = new EncoderSettingsBuilder();

        new X265().SetDefaults(settings);

        Assert.Equal(Environment.ProcessorCount is 2 or 3 ? ["frame-threads=2"] : [], FrameThreads(settings));
    }

    [Fact]
    public void SetLowLatency_AfterTheDefaults_TakesOnePictureAtATime()
    {
        var settings = new EncoderSettingsBuilder();

        new X265().SetDefaults(settings);
        new X265().SetLowLatency(settings);

        Assert.Equal("frame-threads=1", FrameThreads(settings)[^1]);
    }

    private static string[] FrameThreads(EncoderSettingsBuilder settings) =>
        [.. settings.Options.Single(option => option.Key == "x265-params").Value.Split(':').Where(entry => entry.StartsWith("frame-threads", StringComparison.Ordinal))];
}
