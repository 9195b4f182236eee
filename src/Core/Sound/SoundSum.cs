using System.Numerics;
using System.Runtime.InteropServices;

namespace GiftGrab;

/// <summary>Adds up how loud samples are, whatever their format.</summary>
internal struct SoundSum
{
    private double _squares;
    private double _peak;
    private long _count;

    /// <summary>The level of what was added.</summary>
    public readonly SoundLevel Level => new(
        SoundLevel.ToDecibels(_peak), SoundLevel.ToDecibels(_count == 0 ? 0 : Math.Sqrt(_squares / _count)));

    /// <summary>Adds a part of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="from">The first sample of each channel.</param>
    /// <param name="count">Samples of each channel.</param>
    public void Add(AudioFrame block, int from, int count)
    {
        string format = block.SampleFormat;
        bool planar = format.EndsWith('p');
        int planes = planar ? block.Channels : 1;
        int step = planar ? 1 : block.Channels;
        for (int plane = 0; plane < planes; plane++)
        {
            ReadOnlySpan<byte> bytes = block.GetPlane(plane);
            switch (format)
            {
                case "u8" or "u8p":
                    Add(bytes.Slice(from * step, count * step), 1.0 / 128, 128);
                    break;
                case "s16" or "s16p":
                    Add(MemoryMarshal.Cast<byte, short>(bytes).Slice(from * step, count * step), 1.0 / 32_768, 0);
                    break;
                case "s32" or "s32p":
                    Add(MemoryMarshal.Cast<byte, int>(bytes).Slice(from * step, count * step), 1.0 / 2_147_483_648, 0);
                    break;
                case "s64" or "s64p":
                    Add(MemoryMarshal.Cast<byte, long>(bytes).Slice(from * step, count * step), 1.0 / 9_223_372_036_854_775_808, 0);
                    break;
                case "flt" or "fltp":
                    Add(MemoryMarshal.Cast<byte, float>(bytes).Slice(from * step, count * step), 1, 0);
                    break;
                case "dbl" or "dblp":
                    Add(MemoryMarshal.Cast<byte, double>(bytes).Slice(from * step, count * step), 1, 0);
                    break;
                default:
                    throw new GiftGrabException($"The level of {format} samples is not known.");
            }
        }
    }

    private void Add<T>(ReadOnlySpan<T> samples, double scale, double zero)
        where T : struct, INumber<T>
    {
        double squares = 0;
        double peak = _peak;
        foreach (T sample in samples)
        {
            double value = (double.CreateTruncating(sample) - zero) * scale;
            squares += value * value;
            peak = Math.Max(peak, Math.Abs(value));
        }

        _squares += squares;
        _peak = peak;
        _count += samples.Length;
    }
}
