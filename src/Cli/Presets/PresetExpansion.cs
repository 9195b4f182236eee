using System.Text.Json;

namespace GiftGrab.Cli;

/// <summary>What a command line of <c>record</c> stands for once a preset and the options of its source are put in.</summary>
/// <param name="Words">The arguments that are no options: the preset's source and outputs in place of its name.</param>
/// <param name="Options">Options of the preset and, behind them, of the source, with the place where they stand.</param>
internal sealed record PresetExpansion(
    IReadOnlyList<string> Words, IReadOnlyList<(string Where, IReadOnlyDictionary<string, JsonElement> Options)> Options)
{
    /// <summary>Puts them in.</summary>
    /// <param name="words">The arguments that are no options.</param>
    /// <param name="inputs">The sources that are named by an option.</param>
    /// <param name="hasOutput">Whether an output is named by an option.</param>
    /// <param name="file">The presets.</param>
    /// <exception cref="UsageException">The preset says no output, and nothing else does.</exception>
    public static PresetExpansion Of(IReadOnlyList<string> words, IReadOnlyList<string> inputs, bool hasOutput, PresetFile file)
    {
        List<(string Where, IReadOnlyDictionary<string, JsonElement> Options)> found = [];
        string? source = inputs.Count > 0 ? inputs[0] : words.Count > 1 || hasOutput ? words.FirstOrDefault() : null;
        if (inputs.Count == 0 && words.Count > 0 && file.Find(words[0]) is { } preset)
        {
            if (words.Count == 1 && !hasOutput && preset.Outputs.Count == 0)
            {
                throw new UsageException($"the preset {words[0]} names no output; allowed is record {words[0]} OUTPUT");
            }

            found.Add(($"the preset {words[0]}", preset.Options));
            source = preset.Source;
            words = [source, .. words.Count > 1 || hasOutput ? words.Skip(1) : preset.Outputs];
        }

        if (inputs.Count < 2 && source is not null && file.OptionsOf(source) is { } options)
        {
            found.Add(($"the source {Credentials.RedactAddress(source)}", options));
        }

        return new PresetExpansion(words, found);
    }
}
