namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class SourceMetricsTests : LeakChecked
{
    [Fact]
    public void FramesCaptured_OfAPatternWithSound_CountPicturesAndBlocksOfSound()
    {
        using var log = new MeterLog("metrics-pattern");
        using TestPattern pattern = VideoSourceFactory.CreateTestPattern(new TestPatternOptions
        {
            Width = 96,
            Height = 64,
            FrameCount = 12,
            HasSound = true,
            Pace = Pace.AsFast,
            Name = "metrics-pattern",
        });
        var sound = new SoundCounter();
        pattern.Audio!.Attach(sound, DeliveryOptions.Inline);

        FrameCollector.Run(pattern, hashes: false);

        Assert.Equal(12, log.Sum("giftgrab.frames.captured", "source=metrics-pattern"));
        Assert.True(sound.Blocks > 0);
        Assert.Equal(sound.Blocks, log.Sum("giftgrab.frames.captured", $"source={pattern.Audio.Name}"));
    }

    private sealed class SoundCounter : IObserver<AudioFrame>
    {
        public int Blocks { get; private set; }

        public void OnNext(AudioFrame value) => Blocks++;

        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => throw error;
    }
}
