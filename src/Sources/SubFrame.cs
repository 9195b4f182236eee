namespace GiftGrab;

/// <summary>A part of a picture, in pixels.</summary>
internal sealed record SubFrame(int X, int Y, int Width, int Height)
{
    /// <summary>Makes sure that the part can be a view of a picture.</summary>
    /// <exception cref="VideoSourceException">It is not inside, begins between chroma samples, or the pixels are
    /// out of the processor's reach.</exception>
    public void Check(int pictureWidth, int pictureHeight, PixelFormat format)
    {
        if (X < 0 || Y < 0 || Width < 1 || Height < 1 || X > pictureWidth - Width || Y > pictureHeight - Height)
        {
            throw new VideoSourceException($"The part {this} is not inside the picture of {pictureWidth}x{pictureHeight}.");
        }

        PixelFormatDescription description = PixelFormats.Describe(format);
        if (description.IsHardware)
        {
            throw new VideoSourceException($"The part {this} cannot be taken: the pictures are in {format} memory.");
        }

        int columns = 1 << description.ChromaShiftX;
        int rows = 1 << description.ChromaShiftY;
        if (X % columns != 0 || Y % rows != 0)
        {
            throw new VideoSourceException(
                $"The part {this} begins between chroma samples; in {format} the column must be a multiple of {columns} and the row of {rows}.");
        }
    }

    /// <summary>Reduces a frame to the part, without a copy.</summary>
    /// <exception cref="VideoSourceException">As <see cref="Check"/> says.</exception>
    public void Cut(VideoFrame frame)
    {
        Check(frame.Width, frame.Height, frame.Format);
        frame.Native.Crop(X, Y, Width, Height);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{X},{Y} {Width}x{Height}";
}
