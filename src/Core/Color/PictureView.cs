namespace GiftGrab.Color;

/// <summary>
/// Somebody else's picture: where its planes begin, how far apart their rows lie, and its size in pixels.
/// </summary>
/// <remarks>
/// A stride is the distance in bytes from one row to the next one below. It may be longer than the row (padding,
/// which is neither read nor written) or negative (a picture stored bottom-up: the plane then points to its top row,
/// which lies last in memory). The view owns nothing; the memory must outlive the conversion.
/// </remarks>
internal readonly unsafe struct PictureView
{
    /// <summary>Describes a picture of one plane (packed layouts).</summary>
    public PictureView(byte* plane, int stride, int width, int height)
        : this(plane, stride, null, 0, null, 0, width, height)
    {
    }

    /// <summary>Describes a picture of two planes (NV12).</summary>
    public PictureView(byte* plane0, int stride0, byte* plane1, int stride1, int width, int height)
        : this(plane0, stride0, plane1, stride1, null, 0, width, height)
    {
    }

    /// <summary>Describes a picture of three planes (I420).</summary>
    public PictureView(
        byte* plane0, int stride0, byte* plane1, int stride1, byte* plane2, int stride2, int width, int height)
    {
        Plane0 = plane0;
        Plane1 = plane1;
        Plane2 = plane2;
        Stride0 = stride0;
        Stride1 = stride1;
        Stride2 = stride2;
        Width = width;
        Height = height;
    }

    /// <summary>The top row of the packed picture, or of luma.</summary>
    public byte* Plane0 { get; }

    /// <summary>The top row of U (I420) or of U and V (NV12).</summary>
    public byte* Plane1 { get; }

    /// <summary>The top row of V (I420).</summary>
    public byte* Plane2 { get; }

    /// <summary>Bytes from a row of <see cref="Plane0"/> to the next.</summary>
    public int Stride0 { get; }

    /// <summary>Bytes from a row of <see cref="Plane1"/> to the next.</summary>
    public int Stride1 { get; }

    /// <summary>Bytes from a row of <see cref="Plane2"/> to the next.</summary>
    public int Stride2 { get; }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }
}
