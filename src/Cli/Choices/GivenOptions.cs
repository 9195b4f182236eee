using System.CommandLine;
using System.CommandLine.Parsing;

namespace GiftGrab.Cli;

/// <summary>What a command line says, in its own words.</summary>
internal static class GivenOptions
{
    /// <summary>The options of these that were given, once for each value; a switch has none.</summary>
    public static IEnumerable<(Option Option, string? Value)> Of(ParseResult given, IEnumerable<Option> options) => options
        .Select(option => (Option: option, Result: given.GetResult(option)))
        .Where(pair => pair.Result is { Implicit: false })
        .SelectMany(pair => pair.Result!.Tokens.Count == 0
            ? [(pair.Option, (string?)null)]
            : pair.Result.Tokens.Select(token => (pair.Option, (string?)token.Value)));
}
