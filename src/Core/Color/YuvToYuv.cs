using System.Runtime.CompilerServices;

namespace GiftGrab.Color;

/// <summary>
/// From one layout of luma and chroma to another. Luma is copied; two rows of chroma become their mean, rounded half
/// up, and one row of chroma is repeated for two.
/// </summary>
internal readonly unsafe struct YuvToYuv<TFrom, TTo> : IRowKernel
    where TFrom : struct, IYuvLayout
    where TTo : struct, IYuvLayout
{
    public static bool TakesPairs => true;

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

        RowPair from = source;
        RowPair to = target;
        for (int x = 0; ; x = Math.Min(x + L.Bytes, last))
        {
            TFrom.Load<L, V>(in from, from.Top, x, out V luma, out V chroma);
            TTo.StoreRow<L, V>(to.Top, x, luma, chroma);
            if (TFrom.HalfHeight)
            {
                luma = TFrom.LoadLuma<L, V>(from.Bottom, x);
            }
            else
            {
                TFrom.Load<L, V>(in from, from.Bottom, x, out luma, out V below);
                chroma = L.Average8(chroma, below);
            }

            TTo.StoreRow<L, V>(to.Bottom, x, luma, chroma);
            TTo.StoreChroma<L, V>(in to, x, chroma);
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
            Luma(source.Top, target.Top, x, width);
            Luma(source.Bottom, target.Bottom, x, width);
            int u = (TFrom.U(in source, source.Top, x) + TFrom.U(in source, source.Bottom, x) + 1) >> 1;
            int v = (TFrom.V(in source, source.Top, x) + TFrom.V(in source, source.Bottom, x) + 1) >> 1;
            TTo.U(in target, target.Top, x) = (byte)u;
            TTo.V(in target, target.Top, x) = (byte)v;
            TTo.U(in target, target.Bottom, x) = (byte)u;
            TTo.V(in target, target.Bottom, x) = (byte)v;
        }
    }

    private static void Luma(byte* source, byte* target, int x, int width)
    {
        TTo.Luma(target, x) = TFrom.Luma(source, x);
        if (TTo.EvenRows || x + 1 < width)
        {
            TTo.Luma(target, x + 1) = TFrom.Luma(source, Math.Min(x + 1, width - 1));
        }
    }
}
