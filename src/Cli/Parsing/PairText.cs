namespace GiftGrab.Cli;

/// <summary>Reads <c>name=value</c>.</summary>
internal static class PairText
{
    /// <param name="what">What is named, for the message.</param>
    /// <param name="pairs">The pairs; a value may hold further equals signs, or be empty.</param>
    /// <exception cref="FormatException">A pair has no name or no equals sign, or a name comes twice.</exception>
    public static Dictionary<string, string> ParseAll(string what, IEnumerable<string>? pairs)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in pairs ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new FormatException($"The {what} \"{text}\" is not usable; allowed is NAME=VALUE.");
            }

            string name = text[..equals].Trim();
            if (!all.TryAdd(name, text[(equals + 1)..]))
            {
                throw new FormatException($"The {what} \"{name}\" was given twice; allowed is once.");
            }
        }

        return all;
    }
}
