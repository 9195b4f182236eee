using System.Globalization;

namespace GiftGrab;

/// <summary>An X11 display of this machine.</summary>
/// <param name="Name">Its name, such as <c>:0</c>.</param>
/// <param name="Answers">Whether a server listens.</param>
/// <param name="IsCurrent">Whether it is the one that DISPLAY names.</param>
public sealed record Display(string Name, bool Answers, bool IsCurrent);

/// <summary>The X11 displays of this machine.</summary>
public static class Displays
{
    /// <param name="display">The value of DISPLAY.</param>
    /// <param name="sockets">Where X servers listen.</param>
    public static IReadOnlyList<Display> Find(string? display, string sockets = "/tmp/.X11-unix")
    {
        int? current = NumberOf(display);
        if (!Directory.Exists(sockets))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateFileSystemEntries(sockets, "X*")
                .Select(path => (Path: path, Number: ParseNumber(Path.GetFileName(path).AsSpan(1))))
                .Where(found => found.Number is not null)
                .OrderBy(found => found.Number)
                .Select(found => new Display(
                    string.Create(CultureInfo.InvariantCulture, $":{found.Number}"), Access.Answers(found.Path), found.Number == current)),
        ];
    }

    /// <summary>The number in the name of a local display, such as 97 in <c>:97.0</c>; <see langword="null"/> for any other.</summary>
    public static int? NumberOf(string? display) => display?.StartsWith(':') == true
        ? ParseNumber(display.AsSpan(1, (display.IndexOf('.', StringComparison.Ordinal) is > 0 and int dot ? dot : display.Length) - 1))
        : null;

    private static int? ParseNumber(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
