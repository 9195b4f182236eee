using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>The sound of a test pattern: a beep of 1 kHz, 40 ms long, at each full second; silence else.</summary>
internal sealed class PatternSound : AudioSource
{
    private const int SampleRate = 48_000;
    private const int BeepSamples = SampleRate * 40 / 1000;
    private const int SamplesOfOneWave = SampleRate / 1000;
    private static readonly short[] Wave = MakeWave();
    private long _number;

    public PatternSound(string name, bool isLive)
        : base($"{name} (sound)") => IsLive = isLive;

    /// <inheritdoc/>
    public override AudioFormat Format => new(SampleRate, 1, "s16");

    /// <inheritdoc/>
    public override bool IsLive { get; }

    /// <summary>Delivers the sound from one time to another, in nanoseconds.</summary>
    public void Deliver(long from, long to, DateTime captureTime)
    {
        long first = SamplesAt(from);
        int count = (int)(SamplesAt(to) - first);
        if (count == 0 || !IsObserved)
        {
            return;
        }

        using AudioFrame frame = AudioFrame.Create(Format, count);
        Span<short> samples = MemoryMarshal.Cast<byte, short>(frame.Bytes(0));
        for (int i = 0; i < count; i++)
        {
            long position = (first + i) % SampleRate;
            samples[i] = position < BeepSamples ? Wave[position % SamplesOfOneWave] : (short)0;
        }

        frame.Number = _number++;
        frame.Timestamp = first * 1_000_000_000 / SampleRate;
        frame.Duration = (long)count * 1_000_000_000 / SampleRate;
        frame.CaptureTime = captureTime;
        frame.SourceName = Name;
        Deliver(frame);
    }

    /// <summary>Tells the observers that the sound ended.</summary>
    public void End(Exception? error)
    {
        if (error is null)
        {
            Complete();
        }
        else
        {
            Fail(error);
        }
    }

    private static long SamplesAt(long nanoseconds) => (long)((Int128)nanoseconds * SampleRate / 1_000_000_000);

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
