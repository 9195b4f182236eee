namespace GiftGrab.Cli;

/// <summary>Reads one of a few names.</summary>
internal static class ChoiceText
{
    /// <param name="what">What is chosen, for the message.</param>
    /// <param name="text">The name, in any case.</param>
    /// <param name="choices">The names and what they stand for, in the order to list them.</param>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static T Parse<T>(string what, string text, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        foreach ((string name, T value) in choices)
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = new List<string>(choices.Length);
        foreach ((string name, _) in choices)
        {
            names.Add(name);
        }

        throw new FormatException($"The {what} \"{text}\" is not known; allowed are {string.Join(", ", names)}.");
    }
}
