using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Reads when something is to begin.</summary>
internal static class StartText
{
    /// <summary>Reads <c>22:00</c>, the next time that a clock here shows it, or <c>2h</c>, from now on.</summary>
    /// <param name="text">The start.</param>
    /// <param name="now">The time it is, in UTC.</param>
    /// <returns>When, in UTC.</returns>
    /// <exception cref="FormatException">It is neither.</exception>
    public static DateTime Parse(string text, DateTime now)
    {
        if (TimeOnly.TryParseExact(text, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly clock))
        {
            return Next(clock, now.ToLocalTime()).ToUniversalTime();
        }

        try
        {
            // With a colon it is a time of day that there is not, never one from now.
            return text.Contains(':', StringComparison.Ordinal) ? throw new FormatException() : now + DurationText.Parse("start", text);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"The start \"{text}\" is not usable; allowed is a time of day from 0:00 to 23:59, such as 22:00, or a time from now, such as 2h.", exception);
        }
    }

    private static DateTime Next(TimeOnly clock, DateTime local)
    {
        DateTime today = local.Date + clock.ToTimeSpan();
        return today > local ? today : today.AddDays(1);
    }
}
