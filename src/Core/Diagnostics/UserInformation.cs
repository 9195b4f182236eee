using System.Text.RegularExpressions;

namespace GiftGrab;

/// <summary>Finds the user name and password of an address, where signs in them may not be escaped as they should be.</summary>
internal static partial class UserInformation
{
    /// <summary>How much is to be hidden of what stands behind the slashes of an address.</summary>
    /// <param name="rest">What stands there, up to the end of the line or the next address.</param>
    /// <param name="isWhole">Whether all of it belongs to the address; otherwise the rest of a sentence may follow.</param>
    /// <returns>The characters up to and with the last @ that may end the user information; 0: there is none.</returns>
    public static int LengthIn(ReadOnlySpan<char> rest, bool isWhole)
    {
        int blank = isWhole ? -1 : rest.IndexOfAny(" \t\"<>");
        ReadOnlySpan<char> path = rest[..(blank < 0 ? rest.Length : blank)];
        rest = path.Contains('@') ? path : rest;

        // None before it is how FFmpeg writes a group: udp://@239.0.0.1.
        int last = rest.LastIndexOf('@');
        if (last <= 0 || rest.StartsWith($"{Credentials.Hidden}@", StringComparison.Ordinal) || (!isWhole && Placeholder().IsMatch(rest)))
        {
            return 0;
        }

        Regex.ValueMatchEnumerator hosts = (isWhole ? WholeHost() : Host()).EnumerateMatches(rest);
        int authority = path.IndexOfAny('/', '?', '#');
        if (!hosts.MoveNext() || path[..(authority < 0 ? path.Length : authority)].Contains('@'))
        {
            return last + 1;
        }

        // A host, and an @ in its path: rtsp://camera:554/stream@2 is one, rtsp://ann:12/34@camera looks alike.
        last = path.LastIndexOf('@');
        return last > 0 && path[..last].Contains(':') && IsHost(path[(last + 1)..]) ? last + 1 : 0;
    }

    /// <summary>Whether an address may end so: a number alone is a rate, or that of a stream.</summary>
    public static bool IsHost(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny('/', '?', '#');
        return (end < 0 ? text : text[..end]).ContainsAnyExceptInRange('0', '9');
    }

    // What messages show as an example is no secret.
    [GeneratedRegex("""^(?:USER:PASSWORD@)?HOST(?![\w@:-])""")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""^(?:\[[\w:.%]*\]|[\w.~%-]+)(?::\d{1,5})?(?=[/?#"'<>]|[.,;:)]*(?:\s|\z))""")]
    private static partial Regex Host();

    [GeneratedRegex("""^(?:\[[\w:.%]*\]|[\w.~%-]+)(?::\d{1,5})?(?=[/?#]|\z)""")]
    private static partial Regex WholeHost();
}
