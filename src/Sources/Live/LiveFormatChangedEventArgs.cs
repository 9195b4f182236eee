namespace GiftGrab;

/// <summary>The pictures of a live source change size or pixel format.</summary>
/// <param name="previous">What they were, such as <c>1920x1080 yuv420p</c>.</param>
/// <param name="width">Columns from now on.</param>
/// <param name="height">Rows from now on.</param>
/// <param name="format">The source's pixel format from now on.</param>
public sealed class LiveFormatChangedEventArgs(string previous, int width, int height, PixelFormat format) : EventArgs
{
    /// <summary>What they were, such as <c>1920x1080 yuv420p</c>.</summary>
    public string Previous { get; } = previous;

    /// <summary>Columns from now on.</summary>
    public int Width { get; } = width;

    /// <summary>Rows from now on.</summary>
    public int Height { get; } = height;

    /// <summary>The source's pixel format from now on.</summary>
    public PixelFormat Format { get; } = format;
}
