using System.Runtime.CompilerServices;

namespace GiftGrab.Color;

/// <summary>
/// Two rows of a picture and the chroma that belongs to them: what one step of a conversion reads or writes.
/// </summary>
internal readonly unsafe struct RowPair
{
    /// <summary>The upper row of the packed picture, or of luma.</summary>
    public readonly byte* Top;

    /// <summary>The row below it; the same row again where the picture has none.</summary>
    public readonly byte* Bottom;

    /// <summary>The row of U (I420) or of U and V (NV12).</summary>
    public readonly byte* Chroma;

    /// <summary>The row of V (I420).</summary>
    public readonly byte* Chroma2;

    /// <summary>Bytes from <see cref="Top"/> and <see cref="Bottom"/> to the rows of the next step, which the last step has none of.</summary>
    public readonly nint ToNext;

    private RowPair(byte* top, byte* bottom, byte* chroma, byte* chroma2, nint toNext)
    {
        Top = top;
        Bottom = bottom;
        Chroma = chroma;
        Chroma2 = chroma2;
        ToNext = toNext;
    }

    /// <summary>
    /// Rows <paramref name="row"/> and the next one. The last row of an odd height is its own neighbour: reading it
    /// twice replicates it, and writing it twice writes the same bytes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair At(in PictureView picture, int row)
    {
        byte* top = picture.Plane0 + ((nint)row * picture.Stride0);
        byte* bottom = row + 1 < picture.Height ? top + picture.Stride0 : top;
        nint chroma = row >> 1;
        return new RowPair(
            top, bottom, picture.Plane1 + (chroma * picture.Stride1), picture.Plane2 + (chroma * picture.Stride2), 2 * (nint)picture.Stride0);
    }

    /// <summary>Row <paramref name="row"/> alone, as both of the pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RowPair Single(in PictureView picture, int row)
    {
        byte* top = picture.Plane0 + ((nint)row * picture.Stride0);
        return new RowPair(top, top, null, null, picture.Stride0);
    }
}
