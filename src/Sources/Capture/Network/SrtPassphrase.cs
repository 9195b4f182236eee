using System.Text;

namespace GiftGrab;

/// <summary>The passphrase in the address of an SRT stream, which SRT itself refuses without a word.</summary>
internal static class SrtPassphrase
{
    private const string Parameter = "passphrase=";

    // What SRT allows: HAICRYPT_SECRET_MAX_SZ, and SRTO_PASSPHRASE in its documentation.
    private const int Shortest = 10;
    private const int Longest = 79;

    /// <summary>Refuses one that SRT cannot take; none at all, or an empty one, asks for no encryption.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="name">The address for messages.</param>
    /// <exception cref="SourceAddressException">It is too short or too long.</exception>
    public static void Require(Uri uri, string name)
    {
        // As FFmpeg reads it, which takes what is escaped as it stands.
        string? passphrase = uri.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith(Parameter, StringComparison.Ordinal))?[Parameter.Length..];
        if (passphrase is { Length: > 0 } && Encoding.UTF8.GetByteCount(passphrase) is < Shortest or > Longest)
        {
            throw new SourceAddressException($"The passphrase of {name} is not usable; SRT takes {Shortest} to {Longest} characters.");
        }
    }
}
