using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Reads numbers with a decimal unit behind them, such as <c>2.5M</c>.</summary>
internal static class UnitText
{
    /// <summary>Reads a number from 0 and multiplies it by its unit: k, m, g or t for powers of 1000, in any case.</summary>
    public static bool TryParse(string text, out double value)
    {
        double unit = text.Length == 0 ? 1 : char.ToLowerInvariant(text[^1]) switch
        {
            'k' => 1e3,
            'm' => 1e6,
            'g' => 1e9,
            't' => 1e12,
            _ => 1,
        };
        string digits = unit == 1 ? text : text[..^1];
        bool isNumber = double.TryParse(digits.TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
        value *= unit;
        return isNumber;
    }
}
