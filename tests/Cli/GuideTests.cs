using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GiftGrab.Tests;

/// <summary>The guide, doc/cli.md and doc/cli-options.md, tells of every option, and of none that is not there.</summary>
public sealed partial class GuideTests
{
    [Fact]
    public void Guide_AndHelp_TellOfTheSameOptions()
    {
        string[] helped =
        [
            .. CommandNames().Matches(Giftgrab.Run("--help").Output).Select(match => match.Groups[1].Value)
                .SelectMany(command => OptionNames().Matches(Giftgrab.Run(command, "--help").Output).Select(match => match.Value))
                .Append("--help").Distinct().Order(StringComparer.Ordinal),
        ];
        string[] guided = [.. OptionNames().Matches(Guide("cli.md") + Guide("cli-options.md")).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(helped, guided);
    }

    private static string Guide(string page, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "doc", page));

    [GeneratedRegex(@"(?<=Commands:\n(?:  .*\n)*)  (\w+) ")]
    private static partial Regex CommandNames();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z0-9-]*")]
    private static partial Regex OptionNames();
}
