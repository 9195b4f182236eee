using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GiftGrab.Color;

/// <summary>Takes a kernel over the rows of a picture.</summary>
internal static class RowLoop
{
    public static void Run<TKernel>(
        in PictureView source, in PictureView target, RowRange rows, YuvCoefficients coefficients, SimdWidth simd)
        where TKernel : struct, IRowKernel
    {
        switch (simd)
        {
            case SimdWidth.Vector512 when source.Width >= Lanes512.Bytes:
                Run<TKernel, Lanes512, Vector512<byte>>(in source, in target, rows, coefficients);
                break;
            case SimdWidth.Vector512 or SimdWidth.Vector256:
                Run<TKernel, Lanes256, Vector256<byte>>(in source, in target, rows, coefficients);
                break;
            case SimdWidth.Vector128:
                Run<TKernel, Lanes128, Vector128<byte>>(in source, in target, rows, coefficients);
                break;
            default:
                for (int row = rows.First; row < rows.End; row += TKernel.TakesPairs ? 2 : 1)
                {
                    Rows<TKernel>(in source, in target, row, out RowPair from, out RowPair to);
                    TKernel.RunScalar(in from, in to, 0, source.Width, coefficients);
                }

                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TKernel, L, V>(
        in PictureView source, in PictureView target, RowRange rows, YuvCoefficients coefficients)
        where TKernel : struct, IRowKernel
        where L : struct, ILanes<V>
        where V : struct
    {
        for (int row = rows.First; row < rows.End; row += TKernel.TakesPairs ? 2 : 1)
        {
            Rows<TKernel>(in source, in target, row, out RowPair from, out RowPair to);
            int done = TKernel.Run<L, V>(in from, in to, source.Width, coefficients);
            if (done < source.Width)
            {
                TKernel.RunScalar(in from, in to, done, source.Width, coefficients);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rows<TKernel>(
        in PictureView source, in PictureView target, int row, out RowPair from, out RowPair to)
        where TKernel : struct, IRowKernel
    {
        from = TKernel.TakesPairs ? RowPair.At(in source, row) : RowPair.Single(in source, row);
        to = TKernel.TakesPairs ? RowPair.At(in target, row) : RowPair.Single(in target, row);
    }
}
