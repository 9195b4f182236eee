using System.Text.Json;

namespace GiftGrab.Cli;

/// <summary>Looks at JSON that a person wrote, and says in their words what does not fit.</summary>
internal static class JsonShape
{
    /// <summary>The members of an object.</summary>
    /// <param name="value">The object.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="allowed">The names that are known; none: every name is.</param>
    /// <exception cref="FormatException">It is no object, or has another name or one name twice.</exception>
    public static IReadOnlyDictionary<string, JsonElement> Members(JsonElement value, string what, params string[] allowed)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{what} must be an object in braces, not {value.GetRawText()}");
        }

        var members = new Dictionary<string, JsonElement>();
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (allowed.Length > 0 && !allowed.Contains(member.Name))
            {
                throw new FormatException($"{what} has \"{member.Name}\"; allowed are {string.Join(", ", allowed)}");
            }

            if (!members.TryAdd(member.Name, member.Value))
            {
                throw new FormatException($"{what} has \"{member.Name}\" twice");
            }
        }

        return members;
    }
}
