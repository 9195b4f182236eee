using System.Runtime.InteropServices;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class ResamplerTests : LeakChecked
{
    private const double Tone = 1000;
    private static readonly AudioFormat Cd = new(44100, 1, "flt");
    private static readonly AudioFormat Studio = new(48000, 1, "flt");

    [Fact]
    public void Take_BlockAfterBlock_IsTheToneWithoutSeams()
    {
        float[] samples = Resample(Cd, Studio, blocks: 100, _ => { });

        Assert.Equal(48000, samples.Length);
        Assert.All(Enumerable.Range(200, 47600), i => Assert.Equal(Math.Sin(2 * Math.PI * Tone * i / 48000), samples[i], 0.002));
    }

    [Theory]
    [InlineData(96)]
    [InlineData(-96)]
    public void Stretch_ByAFewSamples_AddsOrTakesThemWithoutSeams(int delta)
    {
        float[] samples = Resample(Studio, Studio, blocks: 200, resampler => resampler.Stretch(delta, 48000));

        Assert.InRange(samples.Length, 96000 + delta - 1, 96000 + delta + 1);

        // A seam would be a jump; a sine changes between samples by less than this.
        double steepest = 1.02 * 2 * Math.PI * Tone / 48000;
        Assert.All(Enumerable.Range(200, 95000), i => Assert.InRange(samples[i] - samples[i - 1], -steepest, steepest));
    }

    private static float[] Resample(AudioFormat from, AudioFormat to, int blocks, Action<Resampler> adjust)
    {
        var result = new List<float>();
        int size = from.SampleRate / 100;
        using AudioFrame source = AudioFrame.Create(from, size);
        using AudioFrame target = AudioFrame.Create(to, to.SampleRate / 100);
        using var resampler = new Resampler(source, to, isAdjustable: from == to);
        for (int block = 0; block < blocks; block++)
        {
            Span<float> samples = MemoryMarshal.Cast<byte, float>(source.Bytes(0));
            for (int i = 0; i < size; i++)
            {
                samples[i] = (float)Math.Sin(2 * Math.PI * Tone * ((block * size) + i) / from.SampleRate);
            }

            resampler.Add(source);
            if (block == 0)
            {
                adjust(resampler);
            }

            while (Drain(resampler, target, isLast: false, result) > 0)
            {
            }
        }

        while (Drain(resampler, target, isLast: true, result) > 0)
        {
        }

        return [.. result];
    }

    private static int Drain(Resampler resampler, AudioFrame target, bool isLast, List<float> result)
    {
        int count = resampler.Take(target, 0, isLast);
        result.AddRange(MemoryMarshal.Cast<byte, float>(target.GetPlane(0))[..count]);
        return count;
    }
}
