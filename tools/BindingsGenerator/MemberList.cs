namespace GiftGrab.Tools.Bindings;

/// <summary>What the bindings are restricted to: one name a line, constants behind the word <c>const</c>, types
/// that no function mentions behind the word <c>type</c>.</summary>
internal sealed record MemberList(IReadOnlyList<string> Functions, IReadOnlyList<string> Constants, IReadOnlyList<string> Types)
{
    public static MemberList Read(string path)
    {
        string[] lines = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
        return new MemberList(Behind(string.Empty), Behind("const "), Behind("type "));

        string[] Behind(string word) => [.. lines
            .Where(line => word.Length > 0 ? line.StartsWith(word, StringComparison.Ordinal) : !line.Contains(' ', StringComparison.Ordinal))
            .Select(line => line[word.Length..])
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }
}
