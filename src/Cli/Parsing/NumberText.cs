using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Reads whole numbers within a range.</summary>
internal static class NumberText
{
    /// <param name="what">What the number is, for the message.</param>
    /// <param name="text">The number.</param>
    /// <param name="least">The least that is allowed.</param>
    /// <param name="most">The most that is allowed.</param>
    /// <exception cref="FormatException">It is no whole number in the range.</exception>
    public static long Parse(string what, string text, long least, long most) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most
            ? value
            : throw new FormatException($"The {what} \"{text}\" is not usable; allowed is a whole number{RangeOf(least, most)}.");

    // Where the type alone bounds it, the library knows the true range and names it.
    private static string RangeOf(long least, long most) => least == int.MinValue && most == int.MaxValue ? string.Empty : $" from {least} to {most}";
}
