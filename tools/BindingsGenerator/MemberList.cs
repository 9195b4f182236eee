using System.Text.RegularExpressions;

namespace GiftGrab.Tools.Bindings;

/// <summary>What the bindings are restricted to: one name a line, constants behind the word <c>const</c>, types
/// that no function mentions behind the word <c>type</c>.</summary>
internal sealed partial record MemberList(IReadOnlyList<string> Functions, IReadOnlyList<string> Constants, IReadOnlyList<string> Types)
{
    /// <summary>The list that the program was built with.</summary>
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "members.txt");

    /// <exception cref="BindingsException">A line is none of the three.</exception>
    public static MemberList Read(string path)
    {
        ILookup<string, string> names = File.ReadLines(path)
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => Entry().Match(line) is { Success: true } entry
                ? entry
                : throw new BindingsException($"{path}: \"{line}\" is none of NAME, const NAME and type NAME."))
            .ToLookup(entry => entry.Groups["kind"].Value, entry => entry.Groups["name"].Value);
        return new MemberList(Sorted(string.Empty), Sorted("const"), Sorted("type"));

        string[] Sorted(string kind) => [.. names[kind].Distinct().Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^((?<kind>const|type)\s+)?(?<name>\w+)$")]
    private static partial Regex Entry();
}
