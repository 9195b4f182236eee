using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class LiveAudioTests : LeakChecked
{
    private const double Tone = 1000;
    private static readonly AudioFormat Format = new(48000, 1, "flt");
    private readonly List<float> _samples = [];
    private long _delivered;
    private long _end;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 20)]
    [InlineData(150, 20)]
    [InlineData(-150, 20)]
    [InlineData(-1000, 0)]
    public void Deliver_FromACardWhoseClockIsOff_StaysWithTheProcesssClock(double partsPerMillion, double jitterMilliseconds)
    {
        using LiveAudio audio = Play(seconds: 600, partsPerMillion, jitterMilliseconds, interruption: 0);

        Assert.InRange(audio.Drift, partsPerMillion - 30, partsPerMillion + 30);
        double truth = 600 / (1 + (partsPerMillion / 1e6));
        Assert.Equal(truth, _end / 1e9, 0.012);
        Assert.Equal(_end / 1e9, _delivered / 48000.0, 0.03);
    }

    [Fact]
    public void Deliver_FromACardWithoutDrift_LeavesTheSamplesAlone()
    {
        using LiveAudio audio = Play(seconds: 20, 0, jitterMilliseconds: 1, interruption: 0);

        Assert.Equal(20 * 48000, _samples.Count);
        Assert.All(Enumerable.Range(0, _samples.Count), i => Assert.Equal((float)Math.Sin(2 * Math.PI * Tone * i / 48000), _samples[i]));
    }

    [Fact]
    public void Deliver_WhileCorrecting_HasNoSeams()
    {
        using LiveAudio audio = Play(seconds: 60, 500, jitterMilliseconds: 2, interruption: 0);

        double steepest = 1.02 * 2 * Math.PI * Tone / 48000;
        Assert.All(Enumerable.Range(1, _samples.Count - 1), i => Assert.InRange(_samples[i] - _samples[i - 1], -steepest, steepest));
        Assert.NotEqual(60 * 48000, _samples.Count);
    }

    [Fact]
    public void Deliver_AfterAnInterruption_GoesOnAtTheTrueTime()
    {
        using LiveAudio audio = Play(seconds: 10, 0, jitterMilliseconds: 5, interruption: 2);

        Assert.Equal(12, _end / 1e9, 0.012);
        Assert.Equal(10 * 48000, _delivered);
    }

    /// <summary>Plays a tone in blocks of 20 ms; the interruption comes after a half.</summary>
    private LiveAudio Play(double seconds, double partsPerMillion, double jitterMilliseconds, double interruption)
    {
        var audio = new LiveAudio("card", Format, isLive: true);
        audio.Attach(new SoundCollector(Collect), DeliveryOptions.Inline);
        var random = new Random(7);
        int blocks = (int)(seconds * 50);
        for (int number = 0; number < blocks; number++)
        {
            using AudioFrame block = AudioFrame.Create(Format, 960);
            Span<float> samples = MemoryMarshal.Cast<byte, float>(block.Bytes(0));
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = (float)Math.Sin(2 * Math.PI * Tone * ((number * 960) + i) / 48000);
            }

            double time = (number * 0.02 / (1 + (partsPerMillion / 1e6))) + (number >= blocks / 2 ? interruption : 0);
            double late = number == 0 ? 0 : random.NextDouble() * jitterMilliseconds / 1000;
            audio.Deliver(block, (long)((time + late) * 1e9), DateTime.UnixEpoch);
        }

        return audio;
    }

    private void Collect(AudioFrame block)
    {
        Assert.True(block.Timestamp >= _end);
        if (_samples.Count < 4_000_000)
        {
            _samples.AddRange(MemoryMarshal.Cast<byte, float>(block.GetPlane(0)));
        }

        _delivered += block.SampleCount;
        _end = block.Timestamp + block.Duration;
    }

    private sealed class SoundCollector(Action<AudioFrame> collect) : IObserver<AudioFrame>
    {
        public void OnNext(AudioFrame value) => collect(value);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => throw error;
    }
}
