namespace GiftGrab.Cli;

/// <summary>Reads amounts of bytes as people write them.</summary>
internal static class SizeText
{
    /// <summary>Reads <c>500M</c>, <c>2GB</c> or <c>100000000</c>, in bytes; units are powers of 1000.</summary>
    /// <param name="what">What the size is of, for the message.</param>
    /// <param name="text">The size.</param>
    /// <exception cref="FormatException">It is no size from 0.</exception>
    public static long Parse(string what, string text)
    {
        string number = text.EndsWith("B", StringComparison.OrdinalIgnoreCase) ? text[..^1] : text;
        return UnitText.TryParse(number, out double value) && value <= 1e18
            ? (long)Math.Round(value)
            : throw new FormatException($"The {what} \"{text}\" is not usable; allowed is a number of bytes from 0, such as 500M or 2G.");
    }
}
