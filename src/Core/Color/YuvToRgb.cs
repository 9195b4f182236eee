using System.Runtime.CompilerServices;

namespace GiftGrab.Color;

/// <summary>From luma and chroma to red, green and blue. Every pixel takes the chroma sample that covers it.</summary>
internal readonly unsafe struct YuvToRgb<TYuv, TRgb> : IRowKernel
    where TYuv : struct, IYuvLayout
    where TRgb : struct, IRgbLayout
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

        var weights = new YuvWeights<L, V>(coefficients);
        RowPair from = source;
        byte* top = target.Top;
        byte* bottom = target.Bottom;
        nint toNext = target.ToNext;
        for (int x = 0; ; x = Math.Min(x + L.Bytes, last))
        {
            if (TYuv.HalfHeight)
            {
                Cache.Fetch(from.Top + x + from.ToNext, L.Bytes);
                Cache.Fetch(from.Bottom + x + from.ToNext, L.Bytes);
                Cache.Fetch(top + (x * TRgb.PixelBytes) + toNext, L.Bytes * TRgb.PixelBytes);
                Cache.Fetch(bottom + (x * TRgb.PixelBytes) + toNext, L.Bytes * TRgb.PixelBytes);
            }

            TYuv.Load<L, V>(in from, from.Top, x, out V luma, out V chroma);
            V u = weights.Centre(chroma, out V v);
            V blue = L.MultiplyHighRounded16(u, weights.BlueU);
            V red = L.MultiplyHighRounded16(v, weights.RedV);
            V green = L.Add16(L.MultiplyHighRounded16(u, weights.GreenU), L.MultiplyHighRounded16(v, weights.GreenV));
            if (TRgb.RedFirst)
            {
                (blue, red) = (red, blue);
            }

            Row<L, V>(luma, blue, green, red, in weights, top + (x * TRgb.PixelBytes));
            if (TYuv.HalfHeight)
            {
                luma = TYuv.LoadLuma<L, V>(from.Bottom, x);
                Row<L, V>(luma, blue, green, red, in weights, bottom + (x * TRgb.PixelBytes));
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
        for (int x = from; x < width; x++)
        {
            int u = TYuv.U(in source, source.Top, x & ~1);
            int v = TYuv.V(in source, source.Top, x & ~1);
            var chroma = new ChromaTerms(u, v, coefficients);
            Write(TYuv.Luma(source.Top, x), chroma, coefficients, target.Top + (x * TRgb.PixelBytes));
            if (TYuv.HalfHeight)
            {
                Write(TYuv.Luma(source.Bottom, x), chroma, coefficients, target.Bottom + (x * TRgb.PixelBytes));
            }
        }
    }

    private static void Write(int luma, ChromaTerms chroma, YuvCoefficients coefficients, byte* pixel)
    {
        int y = ((((luma << 8) + coefficients.LumaFraction) * coefficients.LumaScale) >> 16) + coefficients.LumaOffset;
        pixel[TRgb.RedFirst ? 2 : 0] = (byte)Math.Clamp((y + chroma.Blue) >> 6, 0, 255);
        pixel[1] = (byte)Math.Clamp((y - chroma.Green) >> 6, 0, 255);
        pixel[TRgb.RedFirst ? 0 : 2] = (byte)Math.Clamp((y + chroma.Red) >> 6, 0, 255);
        if (TRgb.PixelBytes == 4)
        {
            pixel[3] = 255;
        }
    }

    /// <summary>Adds a vector of luma to its chroma's part, which has one element for two pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row<L, V>(V luma, V blue, V green, V red, in YuvWeights<L, V> weights, byte* to)
        where L : struct, ILanes<V>
        where V : struct
    {
        V low = weights.Luma(L.ZipLow8(weights.LumaFraction, luma));
        V high = weights.Luma(L.ZipHigh8(weights.LumaFraction, luma));
        V b = YuvWeights<L, V>.Pack(
            L.AddSaturate16(low, L.ZipLow16(blue, blue)), L.AddSaturate16(high, L.ZipHigh16(blue, blue)));
        V g = YuvWeights<L, V>.Pack(
            L.SubtractSaturate16(low, L.ZipLow16(green, green)), L.SubtractSaturate16(high, L.ZipHigh16(green, green)));
        V r = YuvWeights<L, V>.Pack(
            L.AddSaturate16(low, L.ZipLow16(red, red)), L.AddSaturate16(high, L.ZipHigh16(red, red)));
        V opaque = L.Repeat8(255);
        V blueGreen = L.ZipLow8(b, g);
        V redAlpha = L.ZipLow8(r, opaque);
        V blueGreenHigh = L.ZipHigh8(b, g);
        V redAlphaHigh = L.ZipHigh8(r, opaque);
        L.OrderPixels(
            L.ZipLow16(blueGreen, redAlpha), L.ZipHigh16(blueGreen, redAlpha),
            L.ZipLow16(blueGreenHigh, redAlphaHigh), L.ZipHigh16(blueGreenHigh, redAlphaHigh),
            out V p0, out V p1, out V p2, out V p3);
        TRgb.Store<L, V>(p0, p1, p2, p3, to);
    }
}
