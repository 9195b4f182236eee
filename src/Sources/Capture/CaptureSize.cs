using System.Globalization;

namespace GiftGrab;

/// <summary>The size of pictures, as text.</summary>
internal static class CaptureSize
{
    /// <exception cref="FormatException">It is not WIDTHxHEIGHT with numbers above 0.</exception>
    public static (int Width, int Height) Parse(string text)
    {
        string[] parts = text.Split('x');
        return parts.Length == 2 && IsNumber(parts[0], out int width) && IsNumber(parts[1], out int height)
            ? (width, height)
            : throw new FormatException($"\"{text}\" is no size; allowed is WIDTHxHEIGHT in pixels, each from 1 to 65535");
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public static string Text((int Width, int Height) size) => $"{size.Width}x{size.Height}";

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= 65535;
}
