namespace GiftGrab.Cli;

/// <summary>Reads the access rights of a file.</summary>
internal static class FileModeText
{
    /// <summary>Reads three octal digits, as <c>chmod</c> does.</summary>
    /// <exception cref="FormatException">It is not three octal digits that let the owner write.</exception>
    public static UnixFileMode Parse(string text)
    {
        string digits = text.Length == 4 && text[0] == '0' ? text[1..] : text;
        if (digits.Length != 3 || digits.AsSpan().ContainsAnyExceptInRange('0', '7') || ((digits[0] - '0') & 2) == 0)
        {
            throw new FormatException(
                $"The file mode \"{text}\" is not usable; allowed are three octal digits that let the owner write, such as 600 or 644.");
        }

        return (UnixFileMode)Convert.ToInt32(digits, 8);
    }
}
