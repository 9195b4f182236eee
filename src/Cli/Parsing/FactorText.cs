using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Reads factors, such as <c>20</c> or <c>0.5</c>.</summary>
internal static class FactorText
{
    /// <param name="what">What the factor is, for the message.</param>
    /// <param name="text">A decimal number above 0.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static double Parse(string what, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new FormatException($"The {what} \"{text}\" is not usable; allowed is a number above 0, such as 20 or 0.5.");
}
