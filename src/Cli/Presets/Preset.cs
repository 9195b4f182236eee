using System.Text.Json;

namespace GiftGrab.Cli;

/// <summary>What one word stands for.</summary>
/// <param name="Source">The source's address.</param>
/// <param name="Outputs">The files, which may have fields such as <c>{date}</c>.</param>
/// <param name="Options">Options of <c>record</c> without their dashes: text, numbers, true, or lists of them.</param>
/// <param name="Description">For people.</param>
internal sealed record Preset(
    string Source, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, JsonElement> Options, string? Description)
{
    /// <summary>Reads a preset: what is not known in it is an error, not a wish that nobody hears.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What the file says of it.</param>
    /// <exception cref="FormatException">It is not usable.</exception>
    public static Preset Read(string name, JsonElement value)
    {
        var members = JsonShape.Members(value, $"the preset {name}", "source", "outputs", "options", "description");
        bool isComplete = members.TryGetValue("source", out JsonElement source) & members.TryGetValue("outputs", out JsonElement outputs);
        if (!isComplete || source.ValueKind != JsonValueKind.String || !IsTexts(outputs))
        {
            throw new FormatException(
                $"the preset {name} needs \"source\", an address as text, and \"outputs\", a list of files that may be empty");
        }

        return new Preset(
            source.GetString()!,
            [.. outputs.EnumerateArray().Select(output => output.GetString()!)],
            members.TryGetValue("options", out JsonElement options) ? JsonShape.Members(options, $"the options of the preset {name}") : new Dictionary<string, JsonElement>(),
            members.TryGetValue("description", out JsonElement description) ? description.ToString() : null);
    }

    private static bool IsTexts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
}
