namespace GiftGrab;

/// <summary>An address of a source, taken apart: a scheme and what it leads to.</summary>
/// <param name="Scheme">The kind of source; <c>file</c> for a plain path.</param>
/// <param name="Target">What stands behind the scheme's colon, or the whole path.</param>
public readonly record struct SourceAddress(string Scheme, string Target)
{
    /// <summary>The scheme of plain paths.</summary>
    public const string File = "file";

    /// <summary>Whether it leads to a <see cref="LiveSource"/>.</summary>
    public bool IsLive => SourceSchemes.Find(Scheme) is { IsLive: true };

    /// <summary>Takes an address apart: a path, or one of the schemes of <see cref="SourceSchemes"/>.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="SourceAddressException">It is empty, or names a scheme that is none.</exception>
    /// <remarks>An existing file whose name looks like an address is taken for the file.</remarks>
    public static SourceAddress Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (string.IsNullOrWhiteSpace(address))
        {
            throw new SourceAddressException($"The source is empty; allowed are {SourceSchemes.Allowed}.");
        }

        int colon = address.IndexOf(':');
        string scheme = colon > 0 ? address[..colon].ToLowerInvariant() : string.Empty;
        if (!LooksLikeScheme(scheme) || System.IO.File.Exists(address))
        {
            return new SourceAddress(File, address);
        }

        if (scheme != File && SourceSchemes.Find(scheme) is null)
        {
            throw new SourceAddressException($"The source \"{Credentials.RedactUnknown(address)}\" is not understood; allowed are {SourceSchemes.Allowed}.");
        }

        string target = address[(colon + 1)..];
        if (scheme != File && !NetworkAddress.Schemes.Contains(scheme) && target.Contains("://", StringComparison.Ordinal))
        {
            throw new SourceAddressException($"The source \"{Credentials.RedactUnknown(address)}\" is not understood: behind {scheme}: stands another address; allowed are {SourceSchemes.Allowed}.");
        }

        return new SourceAddress(scheme, target);
    }

    // Two characters at least, so that a path that begins with a drive letter is none.
    private static bool LooksLikeScheme(string text) =>
        text.Length >= 2 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.');
}
