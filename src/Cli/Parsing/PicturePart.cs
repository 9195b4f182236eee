using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>A part of a picture, in pixels.</summary>
internal sealed record PicturePart(int X, int Y, int Width, int Height)
{
    /// <summary>Reads <c>x,y,width,height</c>.</summary>
    /// <exception cref="FormatException">It is not four whole numbers of which the last two are above 0.</exception>
    public static PicturePart Parse(string text)
    {
        string[] parts = text.Split(',');
        int[] values = new int[4];
        bool isPart = parts.Length == values.Length;
        for (int i = 0; isPart && i < values.Length; i++)
        {
            isPart = int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]);
        }

        return isPart && values is [_, _, > 0, > 0]
            ? new PicturePart(values[0], values[1], values[2], values[3])
            : throw new FormatException(
                $"The part \"{text}\" is not usable; allowed is x,y,width,height in pixels, x and y from 0, width and height from 1, such as 0,0,640,360.");
    }
}
