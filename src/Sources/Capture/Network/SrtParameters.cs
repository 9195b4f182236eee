using System.Text;

namespace GiftGrab;

/// <summary>The parameters in the address of an SRT stream that SRT refuses without a word.</summary>
internal static class SrtParameters
{
    // What SRT allows: HAICRYPT_SECRET_MAX_SZ, and SRTO_PASSPHRASE in its documentation.
    private const int ShortestPassphrase = 10;
    private const int LongestPassphrase = 79;

    private static readonly string[] Modes = ["caller", "listener", "rendezvous"];

    /// <summary>Refuses what SRT cannot take. No passphrase, or an empty one, asks for no encryption.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="name">The address for messages.</param>
    /// <exception cref="SourceAddressException">The passphrase is too short or too long, or there is no such mode.</exception>
    public static void Require(Uri uri, string name)
    {
        if (Find(uri, "passphrase") is { Length: > 0 } passphrase && Encoding.UTF8.GetByteCount(passphrase) is < ShortestPassphrase or > LongestPassphrase)
        {
            throw new SourceAddressException($"The passphrase of {name} is not usable; SRT takes {ShortestPassphrase} to {LongestPassphrase} characters.");
        }

        if (Find(uri, "mode") is { } mode && !Modes.Contains(mode))
        {
            throw new SourceAddressException($"The mode \"{mode}\" of {name} is none of SRT's; allowed are {string.Join(", ", Modes)}.");
        }
    }

    // As FFmpeg reads it, which takes what is escaped as it stands.
    private static string? Find(Uri uri, string parameter) => uri.Query.TrimStart('?').Split('&')
        .FirstOrDefault(part => part.StartsWith($"{parameter}=", StringComparison.Ordinal))?[(parameter.Length + 1)..];
}
