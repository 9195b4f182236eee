using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>The sound that goes with a test pattern: a beep of 1 kHz, 40 ms long, at each full second; silence else.</summary>
internal static class PatternBeep
{
    private const int SampleRate = 48_000;
    private const int BeepSamples = SampleRate * 40 / 1000;
    private const int SamplesOfOneWave = SampleRate / 1000;
    private static readonly short[] Wave = MakeWave();

    public static AudioFormat Format => new(SampleRate, 1, "s16");

    /// <summary>The sound from one time to another, in nanoseconds. The caller disposes it.</summary>
    /// <returns><see langword="null"/> where no sample falls between them.</returns>
    public static AudioFrame? Create(long from, long to)
    {
        long first = SamplesAt(from);
        int count = (int)(SamplesAt(to) - first);
        if (count == 0)
        {
            return null;
        }

        AudioFrame frame = AudioFrame.Create(Format, count);
        Span<short> samples = MemoryMarshal.Cast<byte, short>(frame.Bytes(0));
        for (int i = 0; i < count; i++)
        {
            long position = (first + i) % SampleRate;
            samples[i] = position < BeepSamples ? Wave[position % SamplesOfOneWave] : (short)0;
        }

        frame.Timestamp = FrameClock.ToNanoseconds(first, SampleRate);
        frame.Duration = (long)count * 1_000_000_000 / SampleRate;
        return frame;
    }

    private static long SamplesAt(long nanoseconds) => Rescale.Down(nanoseconds, SampleRate, 1_000_000_000);

    private static short[] MakeWave()
    {
        var wave = new short[SamplesOfOneWave];
        for (int i = 0; i < wave.Length; i++)
        {
            wave[i] = (short)(short.MaxValue / 2 * Math.Sin(2 * Math.PI * i / SamplesOfOneWave));
        }

        return wave;
    }
}
