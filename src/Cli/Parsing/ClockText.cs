using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Reads a time as a clock shows it.</summary>
internal static class ClockText
{
    /// <summary>Reads <c>00:10</c>, <c>90:00</c>, <c>1:02:03</c> or <c>00:10.5</c>.</summary>
    /// <exception cref="FormatException">It is no such time above 0.</exception>
    public static TimeSpan Parse(string what, string text)
    {
        string[] parts = text.Split(':');
        bool isWhole = parts.Length is 2 or 3 && parts[..^1].All(part => part.Length > 0 && part.All(char.IsAsciiDigit));
        if (!isWhole || !char.IsAsciiDigit(parts[^1].FirstOrDefault())
            || !double.TryParse(parts[^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) || seconds >= 60)
        {
            throw NotUsable(what, text);
        }

        bool hasHours = parts.Length == 3;
        int hours = hasHours ? Number(parts[0]) : 0;
        int minutes = Number(parts[^2]);
        double total = (((hours * 60.0) + minutes) * 60) + seconds;
        return (hasHours && minutes >= 60) || total <= 0 || hours > 8_784 || minutes > 527_040 ? throw NotUsable(what, text) : TimeSpan.FromSeconds(total);
    }

    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : int.MaxValue;

    private static FormatException NotUsable(string what, string text) =>
        new($"The {what} \"{text}\" is not usable; allowed is MM:SS or H:MM:SS above 0 with seconds below 60, such as 00:10.");
}
