using System.Globalization;

namespace GiftGrab;

/// <summary>Ends a recording once its sound falls silent.</summary>
/// <remarks>Silence counts once something was heard: a recording does not end before somebody speaks. Give a longest duration, too,
/// for sound that never falls silent.</remarks>
public sealed record SilenceLimit
{
    /// <summary>How long the silence lasts that ends the recording, 10 ms to an hour.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>What is quieter counts as silence: the root of the mean square of 10 ms in dBFS, -120 to 0; -50 at first.</summary>
    public double Level { get; init; } = -50;

    /// <summary>Makes sure that both values are in their ranges.</summary>
    /// <exception cref="VideoTargetException">A value is out of its range.</exception>
    public void Check()
    {
        if (Hold < TimeSpan.FromMilliseconds(10) || Hold > TimeSpan.FromHours(1))
        {
            throw new VideoTargetException(string.Create(
                CultureInfo.InvariantCulture, $"A silence of {Hold.TotalSeconds:0.###} s is not possible; allowed is 0.01 s to 3600 s."));
        }

        if (!(Level is >= -120 and <= 0))
        {
            throw new VideoTargetException(string.Create(
                CultureInfo.InvariantCulture, $"A silence level of {Level} dBFS is not possible; allowed is -120 to 0."));
        }
    }
}
