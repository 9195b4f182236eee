using System.Text;
using System.Text.RegularExpressions;

namespace GiftGrab;

/// <summary>Keeps passwords out of what people and files get to see.</summary>
/// <remarks>Where signs that should have been escaped leave it open what belongs to a password, too much is hidden rather than too little.</remarks>
public static partial class Credentials
{
    /// <summary>What a message shows where credentials belong; it hides none, and stays readable.</summary>
    public const string Example = "USER:PASSWORD@HOST";

    internal const string Hidden = "***";

    /// <summary>A text without the credentials of the addresses in it.</summary>
    /// <param name="text">Any text: a message, a line of a log. An address in it ends at a blank, a double quote, &lt; or &gt;, which none may
    /// hold as they are; of an address that stands alone, <see cref="RedactAddress"/> knows more.</param>
    /// <returns>User names and passwords before a host, and the values of parameters such as <c>passphrase</c> or <c>token</c>,
    /// are <c>***</c>; all else is as it was.</returns>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string shown = text.Contains('@') ? WithoutUsers(text) : text;
        return shown.Contains('=') ? Secrets().Replace(shown, $"$1{Hidden}") : shown;
    }

    /// <summary>An address without its credentials.</summary>
    /// <param name="address">A whole address and nothing else; all up to its end may belong to it, blanks and quotes as well.</param>
    /// <returns>As <see cref="Redact"/>; what is no address of a network, such as a path, is as it was.</returns>
    public static string RedactAddress(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Match begin = Begin().Match(address);
        if (!begin.Success || begin.Index > 0)
        {
            return Redact(address);
        }

        ReadOnlySpan<char> rest = address.AsSpan(begin.Length);
        int hidden = UserInformation.LengthIn(rest, isWhole: true);
        string place = hidden > 0 ? $"{Hidden}@{rest[hidden..]}" : rest.ToString();
        return begin.Value + SecretsOfAddress().Replace(place, $"$1{Hidden}");
    }

    /// <summary>What was given as an address and is none, without what may be credentials.</summary>
    /// <param name="address">Its slashes or its scheme may be missing, so that all before the last @ may be a password.</param>
    public static string RedactUnknown(string address)
    {
        string redacted = RedactAddress(address);
        int scheme = MistypedScheme().Match(redacted).Length;
        int at = redacted.LastIndexOf('@');
        return redacted == address && at > scheme && UserInformation.IsHost(redacted.AsSpan(at + 1)) && !Rooted().IsMatch(address)
            ? $"{redacted[..scheme]}{Hidden}{redacted[at..]}"
            : redacted;
    }

    /// <summary>The path of a file that is not there, without the credentials of the address that it may have been meant for.</summary>
    /// <param name="path">As it was given; without a colon it is as it was.</param>
    public static string RedactMissing(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Contains(':', StringComparison.Ordinal) ? RedactUnknown(path) : path;
    }

    /// <summary>Whether <see cref="RedactAddress"/> would hide something.</summary>
    public static bool AreIn(string address) => RedactAddress(address) != address;

    private static string WithoutUsers(string text)
    {
        StringBuilder? result = null;
        int copied = 0;
        for (Match begin = Begin().Match(text); begin.Success; begin = begin.NextMatch())
        {
            int from = begin.Index + begin.Length;
            if (from < copied)
            {
                continue;
            }

            Match end = End().Match(text, from);
            int hidden = UserInformation.LengthIn(text.AsSpan(from, end.Index - from), isWhole: false);
            if (hidden > 0)
            {
                result = (result ?? new StringBuilder()).Append(text, copied, from - copied).Append(Hidden).Append('@');
                copied = from + hidden;
            }
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    // An address that was taken for a path has one slash left; those of networks are known without any, or without the colon, and files have no users.
    [GeneratedRegex("""[A-Za-z][A-Za-z0-9+.-]+(?<!\b(?i:file)):[/\\]+|(?<![A-Za-z0-9+.-])(?i:rtsps?|rtspt|rtspu|rtmp(?:e|s|t|te|ts)?|srt|s?rtp|udp|tcp|tls|https?|ftp|sftp|mmsh?|rist)(?::(?=[^\s/\\])|//)""")]
    private static partial Regex Begin();

    [GeneratedRegex("""[A-Za-z][A-Za-z0-9+.-]+://|[\r\n"]|\z""")]
    private static partial Regex End();

    [GeneratedRegex("""^[A-Za-z][A-Za-z0-9+.-]+(?::|//)[/\\]*""")]
    private static partial Regex MistypedScheme();

    [GeneratedRegex("""^(?:[./\\]|[A-Za-z]:[/\\])""")]
    private static partial Regex Rooted();

    // Those of the first group are secrets wherever they stand; the others only in an address, as they are words of every day.
    private const string Names =
        """(?:[?&;\s](?:[\w.-]*(?:pass|pwd|secret|token|signature|api_?key|access_?key|credential|auth(?!or))[\w.-]*)|[?&;](?:(?:[\w.-]*[_.-])?key|[\w.-]*stream_?(?:key|id)|sig|sign))""";

    // A quote or a full stop behind it ends the sentence, not the value.
    [GeneratedRegex($$"""(?i)({{Names}}=)(?:&(?![\w.-]+=)|[^&\s])+?(?=["'<>)\].,;:]*(?:\s|\z|&[\w.-]+=))""")]
    private static partial Regex Secrets();

    // A & that begins no parameter belongs to the value.
    [GeneratedRegex($$"""(?i)({{Names}}=)(?:&(?![\w.-]+=)|[^&])+""")]
    private static partial Regex SecretsOfAddress();
}
