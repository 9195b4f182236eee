using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;

namespace GiftGrab.Cli;

/// <summary>Turns options of a file into arguments of a command line.</summary>
internal static class PresetArguments
{
    /// <summary>The arguments to add to those of the user, whose options override the file's.</summary>
    /// <param name="expansion">The options; where two give the same, the first holds.</param>
    /// <param name="command">Whose options they are.</param>
    /// <param name="given">What the user gave; <see langword="null"/>: nothing.</param>
    /// <exception cref="UsageException">A name is not known, or a value is of a wrong kind.</exception>
    public static IReadOnlyList<string> Of(PresetExpansion expansion, Command command, ParseResult? given)
    {
        var taken = new HashSet<Option>();
        List<string> arguments = [];
        foreach ((string where, IReadOnlyDictionary<string, JsonElement> options) in expansion.Options)
        {
            foreach ((string name, JsonElement value) in options)
            {
                Option option = command.Options.FirstOrDefault(known => known.Name == $"--{name}" || known.Aliases.Contains($"--{name}"))
                    ?? throw new UsageException($"{where} has the option \"{name}\", which {command.Name} does not know; see giftgrab {command.Name} --help");
                string[] values = [.. Read(where, option, value)];
                if (given?.GetResult(option) is not { Implicit: false } && taken.Add(option))
                {
                    arguments.AddRange(values);
                }
            }
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
