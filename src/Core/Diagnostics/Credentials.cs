using System.Text.RegularExpressions;

namespace GiftGrab;

/// <summary>Keeps passwords out of what people and files get to see.</summary>
public static partial class Credentials
{
    /// <summary>What a message shows where credentials belong; it hides none, and stays readable.</summary>
    public const string Example = "USER:PASSWORD@HOST";

    private const string Hidden = "***";

    /// <summary>A text without the credentials of the addresses in it.</summary>
    /// <param name="text">Any text: an address, a message, a line of a log.</param>
    /// <returns>User names and passwords before a host, and the values of parameters such as <c>passphrase</c> or <c>token</c>,
    /// are <c>***</c>; all else is as it was.</returns>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains(":/", StringComparison.Ordinal) || text.Contains('=', StringComparison.Ordinal)
            ? Secrets().Replace(UserInformation().Replace(text, $"$1{Hidden}@"), $"$1{Hidden}")
            : text;
    }

    /// <summary>Whether <see cref="Redact"/> would hide something.</summary>
    public static bool AreIn(string address) => Redact(address) != address;

    // An address that was taken for a path has one slash left. What a message shows as an example is no secret. Then first as addresses are read; then a password whose / or ? should have been escaped: what follows the colon is no port.
    [GeneratedRegex("""([A-Za-z][A-Za-z0-9+.-]+:/+)(?!USER:PASSWORD@HOST(?![^\s.,;)]))(?:[^\s"'<>/?#]*@|[^\s"'<>/?#:]*:(?!\d{1,5}(?:[/?#\s]|$))[^\s"'<>]*@)""")]
    private static partial Regex UserInformation();

    [GeneratedRegex("""(?i)([?&;\s](?:[\w-]*(?:pass|passwd|password|passphrase|pwd|secret|token|signature|apikey|api_key|access_key|auth|credential)[\w-]*)=)[^&;\s"'<>]+""")]
    private static partial Regex Secrets();
}
