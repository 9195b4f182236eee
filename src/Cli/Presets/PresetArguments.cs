using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;

namespace GiftGrab.Cli;

/// <summary>Turns options of a file into arguments of a command line.</summary>
internal static class PresetArguments
{
    // Of each of these, one alone can hold.
    private static readonly string[][] Alternatives = [["--quality", "--quality-preset", "--bitrate", "--qp", "--lossless"], ["--duration", "--until"]];

    /// <summary>The arguments to add to those of the user, whose options override the file's.</summary>
    /// <param name="expansion">The options; where two give the same, or what excludes each other, the first holds.</param>
    /// <param name="command">Whose options they are.</param>
    /// <param name="given">What the user gave; <see langword="null"/>: nothing.</param>
    /// <exception cref="UsageException">A name is not known, or a value is of a wrong kind.</exception>
    public static IReadOnlyList<string> Of(PresetExpansion expansion, Command command, ParseResult? given)
    {
        HashSet<string> held = [.. command.Options.Where(option => given?.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
        List<string> arguments = [];
        foreach ((string where, IReadOnlyDictionary<string, JsonElement> options) in expansion.Options)
        {
            List<string> here = [];
            foreach ((string name, JsonElement value) in options)
            {
                Option option = command.Options.FirstOrDefault(known => known.Name == $"--{name}" || known.Aliases.Contains($"--{name}"))
                    ?? throw new UsageException($"{where} has the option \"{name}\", which {command.Name} does not know; see giftgrab {command.Name} --help");
                string[] values = [.. Read(where, option, value)];
                if (!held.Contains(option.Name) && !here.Contains(option.Name)
                    && !Array.Exists(Alternatives, group => group.Contains(option.Name) && held.Overlaps(group)))
                {
                    here.Add(option.Name);
                    arguments.AddRange(values);
                }
            }

            held.UnionWith(here);
        }

        return arguments;
    }

    private static IEnumerable<string> Read(string where, Option option, JsonElement value) => (option.Arity.MaximumNumberOfValues, value.ValueKind) switch
    {
        (0, JsonValueKind.True) => [option.Name],
        (0, JsonValueKind.False) => [],
        (0, _) => throw new UsageException($"{where} gives {option.Name} the value {value.GetRawText()}; allowed are true and false"),
        (_, JsonValueKind.String) => [$"{option.Name}={value.GetString()}"],
        (_, JsonValueKind.Number) => [$"{option.Name}={value.GetRawText()}"],
        ( > 1, JsonValueKind.Array) => value.EnumerateArray().SelectMany(item => Read(where, option, item)),
        _ => throw new UsageException($"{where} gives {option.Name} the value {value.GetRawText()}; allowed are text, a number, or a list of them where it may be repeated"),
    };
}
