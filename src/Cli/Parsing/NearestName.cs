namespace GiftGrab.Cli;

/// <summary>Finds the name that somebody meant.</summary>
internal static class NearestName
{
    /// <summary>As many letters go wrong where a word is mistyped: two that are exchanged count as two.</summary>
    private const int Slips = 2;

    /// <summary>The name that is reached with the fewest letters put in, left out or exchanged.</summary>
    public static string Of(string wanted, IEnumerable<string> names) => names.MinBy(name => Distance(wanted, name))!;

    /// <summary>That name, where it is near enough to be meant; <see langword="null"/> where none is.</summary>
    public static string? Meant(string wanted, IEnumerable<string> names) =>
        Of(wanted, names) is { } near && Distance(wanted, near) <= Slips && wanted.Length > 2 * Slips ? near : null;

    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 0; i < from.Length; i++)
        {
            int diagonal = row[0]++;
            for (int j = 0; j < to.Length; j++)
            {
                int exchanged = diagonal + (from[i] == to[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(exchanged, 1 + Math.Min(row[j], row[j + 1]));
            }
        }

        return row[to.Length];
    }
}
