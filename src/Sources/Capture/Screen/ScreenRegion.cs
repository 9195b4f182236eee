namespace GiftGrab;

/// <summary>What is captured of a screen.</summary>
/// <param name="Display">The X11 display and screen, such as <c>:0</c> or <c>:97.0</c>.</param>
/// <param name="X">The first column.</param>
/// <param name="Y">The first row.</param>
/// <param name="Size">Columns and rows; <see langword="null"/>: to the screen's edges.</param>
/// <param name="FrameRate">Pictures a second.</param>
/// <param name="ShowsCursor">Whether the mouse pointer is in the pictures.</param>
internal sealed record ScreenRegion(string Display, int X, int Y, (int Width, int Height)? Size, FrameRate FrameRate, bool ShowsCursor)
{
    /// <summary>The display that DISPLAY names.</summary>
    /// <exception cref="DeviceNotFoundException">It names none.</exception>
    public static string DefaultDisplay() => Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } display
        ? display
        : throw new DeviceNotFoundException($"No screen was named and DISPLAY is not set; {Others()}.");

    /// <summary>The displays of this machine, for messages.</summary>
    public static string Others()
    {
        string[] displays = [.. Displays.Find(null).Where(display => display.Answers).Select(display => display.Name)];
        return displays.Length == 0 ? "no X server answers on this machine" : $"here are {string.Join(", ", displays)}";
    }

    /// <summary>Why FFmpeg cannot open the display, which it does not say itself.</summary>
    public string WhyNot()
    {
        string server = $":{Displays.NumberOf(Display)}";
        if (!Displays.Find(null).Any(display => display.Answers && display.Name == server))
        {
            return "no X server answers there or lets us in";
        }

        string screen = Display.Length > server.Length + 1 ? Display[(server.Length + 1)..] : "0";
        return screen == "0"
            ? $"the X server {server} answers, and does not let us in"
            : $"the X server {server} answers, and has no screen {screen} or does not let us in";
    }

    /// <summary>The region with a size, on a screen of the given one.</summary>
    /// <exception cref="VideoSourceException">It is not on the screen.</exception>
    public ScreenRegion On(int screenWidth, int screenHeight)
    {
        (int width, int height) = Size ?? (screenWidth - X, screenHeight - Y);
        return X < 0 || Y < 0 || width < 1 || height < 1 || width > screenWidth - X || height > screenHeight - Y
            ? throw new VideoSourceException(
                $"The region {(Size is null ? "from" : $"of {width}x{height} at")} {X},{Y} is not on the screen {Display}, which is {screenWidth}x{screenHeight}.")
            : this with { Size = (width, height) };
    }
}
