using System.Runtime.CompilerServices;

namespace GiftGrab.Color;

/// <summary>From red, green and blue to luma and chroma. Chroma is of the exact mean of its 2x2 or 2x1 pixels.</summary>
internal readonly unsafe struct RgbToYuv<TRgb, TYuv> : IRowKernel
    where TRgb : struct, IRgbLayout
    where TYuv : struct, IYuvLayout
{
    public static bool TakesPairs => TYuv.HalfHeight;

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

        var weights = new RgbWeights<L, V>(coefficients, TRgb.RedFirst);
        byte* top = source.Top;
        byte* bottom = source.Bottom;
        nint toNext = source.ToNext;
        RowPair to = target;
        int half = L.Bytes / 2 * TRgb.PixelBytes;
        for (int x = 0; ; x = Math.Min(x + L.Bytes, last))
        {
            byte* a = top + (x * TRgb.PixelBytes);
            byte* b = bottom + (x * TRgb.PixelBytes);
            Cache.Fetch(a + toNext, L.Bytes * TRgb.PixelBytes);
            if (TYuv.HalfHeight)
            {
                Cache.Fetch(b + toNext, L.Bytes * TRgb.PixelBytes);
            }

            V chroma = Half<L, V>(a, b, in weights, out V topLow, out V bottomLow);
            V chromaHigh = Half<L, V>(a + half, b + half, in weights, out V topHigh, out V bottomHigh);
            chroma = L.OrderQuarters(L.Pack16(chroma, chromaHigh));
            TYuv.StoreRow<L, V>(to.Top, x, L.OrderQuarters(L.Pack16(topLow, topHigh)), chroma);
            if (TYuv.HalfHeight)
            {
                TYuv.StoreRow<L, V>(to.Bottom, x, L.OrderQuarters(L.Pack16(bottomLow, bottomHigh)), chroma);
                TYuv.StoreChroma<L, V>(in to, x, chroma);
            }

            if (x == last)
            {
                return last + L.Bytes;
            }
        }
    }

    public static void RunScalar(
        in RowPair source, in RowPair target, int from, int width, YuvCoefficients coefficients)
    {
        for (int x = from; x < width; x += 2)
        {
            int next = Math.Min(x + 1, width - 1);
            RgbSum sum = default;
            Luma(source.Top, target.Top, x, next, width, coefficients, ref sum);
            Luma(source.Bottom, target.Bottom, x, next, width, coefficients, ref sum);
            TYuv.U(in target, target.Top, x) = sum.U(coefficients);
            TYuv.V(in target, target.Top, x) = sum.V(coefficients);
        }
    }

    private static void Luma(
        byte* source, byte* target, int x, int next, int width, YuvCoefficients coefficients, ref RgbSum sum)
    {
        TYuv.Luma(target, x) = sum.Add(source + (x * TRgb.PixelBytes), TRgb.RedFirst, coefficients);
        byte right = sum.Add(source + (next * TRgb.PixelBytes), TRgb.RedFirst, coefficients);
        if (TYuv.EvenRows || x + 1 < width)
        {
            TYuv.Luma(target, x + 1) = right;
        }
    }

    /// <summary>Half a block: luma in 16 bits for both rows, and 16-bit pairs of U and V.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Half<L, V>(byte* top, byte* bottom, in RgbWeights<L, V> weights, out V topLuma, out V bottomLuma)
        where L : struct, ILanes<V>
        where V : struct
    {
        int step = L.Bytes / 4 * TRgb.PixelBytes;
        V sides0 = weights.Sides(TRgb.Load<L, V>(top), out V greens0);
        V sides1 = weights.Sides(TRgb.Load<L, V>(top + step), out V greens1);
        topLuma = L.Pack32(weights.Luma(sides0, greens0), weights.Luma(sides1, greens1));
        if (TYuv.HalfHeight)
        {
            V below0 = weights.Sides(TRgb.Load<L, V>(bottom), out V greensBelow0);
            V below1 = weights.Sides(TRgb.Load<L, V>(bottom + step), out V greensBelow1);
            bottomLuma = L.Pack32(weights.Luma(below0, greensBelow0), weights.Luma(below1, greensBelow1));
            sides0 = L.Add16(sides0, below0);
            sides1 = L.Add16(sides1, below1);
            greens0 = L.Add16(greens0, greensBelow0);
            greens1 = L.Add16(greens1, greensBelow1);
        }
        else
        {
            bottomLuma = topLuma;
            sides0 = L.Add16(sides0, sides0);
            sides1 = L.Add16(sides1, sides1);
            greens0 = L.Add16(greens0, greens0);
            greens1 = L.Add16(greens1, greens1);
        }

        V sides = L.Add16(L.Even32(sides0, sides1), L.Odd32(sides0, sides1));
        V greens = L.Add16(L.Even32(greens0, greens1), L.Odd32(greens0, greens1));
        return weights.Chroma(sides, greens);
    }
}
