using System.Globalization;

namespace GiftGrab;

/// <summary>How loud sound is, in decibels below full scale (dBFS): 0 is the loudest that samples can be.</summary>
/// <param name="Peak">Of the largest sample; <see cref="Silence"/> and up.</param>
/// <param name="Rms">Of the root of the mean square over all channels: a full-scale sine has -3.01; <see cref="Silence"/> and up.</param>
public readonly record struct SoundLevel(double Peak, double Rms)
{
    /// <summary>The level of samples that are all 0, and of anything quieter than 24 bits can tell.</summary>
    public const double Silence = -144;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"peak {Peak:0.0} dBFS, RMS {Rms:0.0} dBFS");

    internal static double ToDecibels(double amplitude) => amplitude <= 0 ? Silence : Math.Max(Silence, 20 * Math.Log10(amplitude));
}
