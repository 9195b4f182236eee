using System.Runtime.CompilerServices;

namespace GiftGrab.Color;

/// <summary>From one packing of red, green and blue to another. Alpha is always written as 255.</summary>
internal readonly unsafe struct RgbToRgb<TFrom, TTo> : IRowKernel
    where TFrom : struct, IRgbLayout
    where TTo : struct, IRgbLayout
{
    public static bool TakesPairs => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run<L, V>(in RowPair source, in RowPair target, int width, YuvCoefficients coefficients)
        where L : struct, ILanes<V>
        where V : struct
    {
        int last = (width & ~1) - L.Bytes;
        if (last < 0)
        {
            return 0;
        }

        V opaque = L.Repeat32(unchecked((int)0xFF000000));
        V swap = L.RepeatLane([2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15]);
        int step = L.Bytes / 4 * TFrom.PixelBytes;
        for (int x = 0; ; x = Math.Min(x + L.Bytes, last))
        {
            byte* from = source.Top + (x * TFrom.PixelBytes);
            TTo.Store<L, V>(
                Pixels<L, V>(from, opaque, swap),
                Pixels<L, V>(from + step, opaque, swap),
                Pixels<L, V>(from + (2 * step), opaque, swap),
                Pixels<L, V>(from + (3 * step), opaque, swap),
                target.Top + (x * TTo.PixelBytes));
            if (x == last)
            {
                return last + L.Bytes;
            }
        }
    }

    public static void RunScalar(
        in RowPair source, in RowPair target, int from, int width, YuvCoefficients coefficients)
    {
        int first = TFrom.RedFirst == TTo.RedFirst ? 0 : 2;
        for (int x = from; x < width; x++)
        {
            byte* pixel = source.Top + (x * TFrom.PixelBytes);
            byte* to = target.Top + (x * TTo.PixelBytes);
            to[0] = pixel[first];
            to[1] = pixel[1];
            to[2] = pixel[2 - first];
            if (TTo.PixelBytes == 4)
            {
                to[3] = 255;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Pixels<L, V>(byte* from, V opaque, V swap)
        where L : struct, ILanes<V>
        where V : struct
    {
        V pixels = TFrom.Load<L, V>(from);
        pixels = TFrom.RedFirst == TTo.RedFirst ? pixels : L.ShuffleLanes(pixels, swap);
        return TTo.PixelBytes == 4 ? L.Or(pixels, opaque) : pixels;
    }
}
