namespace GiftGrab.Interop;

/// <summary>Finds the name that somebody meant.</summary>
internal static class NearestName
{
    /// <summary>The name that is reached with the fewest letters put in, left out or exchanged.</summary>
    public static string Of(string wanted, IEnumerable<string> names) => names.MinBy(name => Distance(wanted, name))!;

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
