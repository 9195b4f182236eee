using System.Security.Cryptography;

namespace GiftGrab;

/// <summary>The SHA-256 of a file, as <c>sha256sum</c> prints it.</summary>
internal static class FileChecksum
{
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Of(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
