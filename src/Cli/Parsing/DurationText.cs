using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Reads lengths of time as people write them.</summary>
internal static class DurationText
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Reads <c>4</c>, <c>2.5s</c>, <c>500ms</c>, <c>2m</c>, <c>1h30m</c>, <c>00:10</c> or <c>1:02:03.5</c>.</summary>
    /// <param name="what">What the time is of, for the message.</param>
    /// <param name="text">The time.</param>
    /// <param name="word">A word that is allowed instead, for the message; <see langword="null"/>: none.</param>
    /// <exception cref="FormatException">It is no time above 0.</exception>
    public static TimeSpan Parse(string what, string text, string? word = null)
    {
        double? seconds = Seconds(text);
        return seconds is > 0 && seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds.Value)
            : throw Unusable(what, text, $"{(word is null ? string.Empty : $"{word}, or ")}a time above 0 and at most 366 days");
    }

    /// <summary>Reads a moment of the source, counted from its first picture: what <see cref="Parse"/> reads, and 0.</summary>
    /// <param name="what">What the time is of, for the message.</param>
    /// <param name="text">The time.</param>
    /// <exception cref="FormatException">It is no such time.</exception>
    public static TimeSpan ParseMoment(string what, string text)
    {
        double? seconds = text.Length > 0 ? Seconds(text) : null;
        return seconds is >= 0 && seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds.Value)
            : throw Unusable(what, text, "a time from 0 to 366 days");
    }

    /// <summary>Reads how much later, or with a minus earlier, something is to be.</summary>
    /// <param name="what">What the time is of, for the message.</param>
    /// <param name="text">The time, such as <c>200ms</c> or <c>-1.5s</c>.</param>
    /// <exception cref="FormatException">It is no such time.</exception>
    public static TimeSpan ParseOffset(string what, string text)
    {
        bool isEarlier = text.StartsWith('-');
        try
        {
            TimeSpan offset = ParseMoment(what, isEarlier ? text[1..] : text);
            return isEarlier ? -offset : offset;
        }
        catch (FormatException exception)
        {
            throw new FormatException($"The {what} \"{text}\" is not usable; allowed is a time such as 200ms, 1.5s or -200ms.", exception);
        }
    }

    private static FormatException Unusable(string what, string text, string allowed) =>
        new($"The {what} \"{text}\" is not usable; allowed is {allowed}, such as 10s, 2m, 1h30m, 500ms, 00:10 or 4 (seconds).");

    private static double? Seconds(string text) => text.Contains(':', StringComparison.Ordinal) ? Clock(text) : Units(text);

    private static double? Clock(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length > 3 || !Number(parts[^1], out double seconds) || seconds >= 60)
        {
            return null;
        }

        double unit = 60;
        for (int i = parts.Length - 2; i >= 0; i--)
        {
            bool leads = i == 0;
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out int value) || (!leads && value >= 60))
            {
                return null;
            }

            seconds += value * unit;
            unit *= 60;
        }

        return seconds;
    }

    private static double? Units(string text)
    {
        double total = 0;
        int at = 0;
        while (at < text.Length)
        {
            int digits = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            int letters = at;
            while (at < text.Length && char.IsAsciiLetter(text[at]))
            {
                at++;
            }

            if (!Number(text[digits..letters], out double value) || UnitSeconds(text[letters..at], digits == 0 && at == text.Length) is not { } unit)
            {
                return null;
            }

            total += value * unit;
        }

        return total;
    }

    private static double? UnitSeconds(string unit, bool alone) => unit switch
    {
        "" when alone => 1,
        "ms" => 0.001,
        "s" => 1,
        "m" or "min" => 60,
        "h" => 3600,
        _ => null,
    };

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
}
