using System.Runtime.CompilerServices;

namespace GiftGrab;

/// <summary>Exact scaling of whole numbers, such as times from one clock to another.</summary>
/// <remarks>The runtime compiles what works with <see cref="Int128"/> only when it is called, so that stays off the usual way.</remarks>
internal static class Rescale
{
    /// <summary><paramref name="value"/> × <paramref name="times"/> ÷ <paramref name="by"/>, rounded toward zero.</summary>
    /// <param name="value">Any number whose result fits.</param>
    /// <param name="times">0 and up.</param>
    /// <param name="by">1 and up.</param>
    public static long Down(long value, long times, long by) =>
        times == by ? value : Math.BigMul(value, times, out long product) == product >> 63 ? product / by : WideDown(value, times, by);

    /// <summary><paramref name="value"/> × <paramref name="times"/> ÷ <paramref name="by"/>, rounded to nearest, halves away from zero.</summary>
    /// <param name="value">Any number whose result fits.</param>
    /// <param name="times">0 and up.</param>
    /// <param name="by">1 and up.</param>
    public static long Nearest(long value, long times, long by)
    {
        if (Math.BigMul(value, times, out long product) != product >> 63)
        {
            return WideNearest(value, times, by);
        }

        (long quotient, long rest) = Math.DivRem(product, by);
        long size = Math.Abs(rest);
        return size >= by - size ? quotient + Math.Sign(product) : quotient;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long WideDown(long value, long times, long by) => (long)((Int128)value * times / by);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long WideNearest(long value, long times, long by)
    {
        Int128 product = (Int128)value * times;
        return (long)((product + (product < 0 ? -(by / 2) : by / 2)) / by);
    }
}
