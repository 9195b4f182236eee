namespace GiftGrab;

/// <summary>What a connection to a live source delivers.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="PixelFormat">The pixel format.</param>
/// <param name="FrameRate">The nominal rate; unknown where the source does not say.</param>
internal readonly record struct LiveFormat(int Width, int Height, PixelFormat PixelFormat, FrameRate FrameRate)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Width}x{Height} {PixelFormat.Name}";
}
