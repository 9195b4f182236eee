using System.Globalization;

namespace GiftGrab;

/// <summary>A frame rate as an exact fraction, in frames per second.</summary>
/// <remarks>Above 0 and at most <see cref="Maximum"/>; the default value means unknown.</remarks>
public readonly record struct FrameRate
{
    /// <summary>The highest rate that is accepted, in frames per second.</summary>
    public const int Maximum = 100_000;

    /// <summary>Creates a rate.</summary>
    /// <param name="numerator">Frames, 1 and up.</param>
    /// <param name="denominator">Seconds in which they pass, 1 and up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not above 0 and at most <see cref="Maximum"/>.</exception>
    public FrameRate(int numerator, int denominator = 1)
    {
        if (numerator < 1 || denominator < 1 || (double)numerator / denominator > Maximum)
        {
            throw OutOfRange($"{numerator}/{denominator}");
        }

        int divisor = GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    /// <summary>Frames per <see cref="Denominator"/> seconds; 0 where the rate is unknown.</summary>
    public int Numerator { get; }

    /// <summary>Seconds.</summary>
    public int Denominator { get; }

    /// <summary>Whether a rate is known.</summary>
    public bool IsKnown => Numerator > 0;

    /// <summary>Frames per second; 0 where unknown.</summary>
    public double FramesPerSecond => Denominator == 0 ? 0 : (double)Numerator / Denominator;

    /// <summary>The time of frame <paramref name="number"/> in nanoseconds, rounded to nearest.</summary>
    /// <param name="number">A frame number, from 0.</param>
    public long TimeOf(long number) => Rescale.Nearest(number, Denominator * 1_000_000_000L, Numerator);

    /// <summary>Makes the exact fraction of a decimal number: 29.97 is 2997/100, 7.5 is 15/2.</summary>
    /// <param name="framesPerSecond">Above 0 and at most <see cref="Maximum"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a number in that range.</exception>
    public static FrameRate FromDouble(double framesPerSecond)
    {
        if (!(framesPerSecond is > 0 and <= Maximum))
        {
            throw OutOfRange(framesPerSecond.ToString(CultureInfo.InvariantCulture));
        }

        for (int denominator = 1; denominator <= 10_000; denominator *= 10)
        {
            double numerator = framesPerSecond * denominator;
            if (Math.Abs(numerator - Math.Round(numerator)) < 1e-9 * denominator && Math.Round(numerator) is >= 1 and <= int.MaxValue)
            {
                return new FrameRate((int)Math.Round(numerator), denominator);
            }
        }

        // 30000/1001 given as a double is no short decimal; the NTSC denominator is the one such in use.
        double ntsc = framesPerSecond * 1001;
        return Math.Abs(ntsc - Math.Round(ntsc / 1000) * 1000) < 1e-6 * ntsc
            ? new FrameRate((int)Math.Round(ntsc / 1000) * 1000, 1001)
            : new FrameRate(Math.Max(1, (int)Math.Round(framesPerSecond * 10_000)), 10_000);
    }

    /// <summary>Reads <c>30</c>, <c>29.97</c> or <c>30000/1001</c>.</summary>
    /// <param name="text">The rate.</param>
    /// <exception cref="FormatException">It is no rate above 0 and at most <see cref="Maximum"/>.</exception>
    public static FrameRate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('/');
        try
        {
            if (parts.Length == 2
                && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int numerator)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int denominator))
            {
                return new FrameRate(numerator, denominator);
            }

            if (parts.Length == 1
                && double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double value))
            {
                return FromDouble(value);
            }
        }
        catch (ArgumentOutOfRangeException)
        {
        }

        throw new FormatException(
            $"The frame rate \"{text}\" is not usable; allowed is a number or fraction above 0 and at most {Maximum}, such as 30, 29.97 or 30000/1001.");
    }

    /// <inheritdoc/>
    public override string ToString() => Denominator switch
    {
        0 => "unknown",
        1 => Numerator.ToString(CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}"),
    };

    private static int GreatestCommonDivisor(int one, int other) => other == 0 ? one : GreatestCommonDivisor(other, one % other);

    private static ArgumentOutOfRangeException OutOfRange(string value) => new(
        null, $"The frame rate {value} is not usable; allowed is above 0 and at most {Maximum} frames per second.");
}
