using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Reads which of several sources are meant.</summary>
internal static class InputNumbers
{
    /// <summary>Reads <c>2,5</c>.</summary>
    /// <param name="text">Numbers from 1, separated by commas.</param>
    /// <param name="count">How many sources there are.</param>
    /// <returns>Each number once, in ascending order.</returns>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static IReadOnlyList<int> Parse(string text, int count)
    {
        var numbers = new SortedSet<int>();
        foreach (string part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1 || number > count)
            {
                throw new FormatException($"The source \"{part}\" of \"{text}\" is unknown; allowed are 1 to {count}, separated by commas.");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
