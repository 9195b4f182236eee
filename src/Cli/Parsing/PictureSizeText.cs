using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Reads the size of pictures, such as <c>1280x720</c>.</summary>
internal static class PictureSizeText
{
    private const int Largest = 65535;

    /// <exception cref="FormatException">It is no size.</exception>
    public static (int Width, int Height) Parse(string text)
    {
        string[] parts = text.Split('x');
        return parts.Length == 2 && TryRead(parts[0], out int width) && TryRead(parts[1], out int height)
            ? (width, height)
            : throw new FormatException($"the size \"{text}\" is not understood; allowed is WIDTHxHEIGHT, each from 1 to {Largest}");
    }

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= Largest;
}
