namespace GiftGrab.Cli;

/// <summary>Writes words as a POSIX shell reads them.</summary>
internal static class ShellText
{
    /// <summary>One word, in quotes where it needs them.</summary>
    public static string Quote(string word) => word.Length > 0 && word.All(IsPlain)
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/' or ':' or '=' or ',' or '@' or '+' or '%';
}
