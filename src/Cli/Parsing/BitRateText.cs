namespace GiftGrab.Cli;

/// <summary>Reads bit rates as people write them.</summary>
internal static class BitRateText
{
    /// <summary>Reads <c>2M</c>, <c>2.5Mbps</c>, <c>800k</c> or <c>2000000</c>, in bits a second.</summary>
    /// <param name="what">What the rate is of, for the message.</param>
    /// <param name="text">The rate.</param>
    /// <exception cref="FormatException">It is no rate above 0.</exception>
    public static long Parse(string what, string text)
    {
        string number = text;
        foreach (string suffix in (ReadOnlySpan<string>)["bps", "b/s", "bit/s"])
        {
            if (number.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                number = number[..^suffix.Length];
                break;
            }
        }

        // The library knows the range, and names it.
        return UnitText.TryParse(number, out double value) && value is >= 1 and < long.MaxValue
            ? (long)Math.Round(value)
            : throw new FormatException(
                $"The {what} \"{text}\" is not usable; allowed is a number of bits a second, such as 2M, 800k or 2000000.");
    }
}
