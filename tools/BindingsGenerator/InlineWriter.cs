namespace GiftGrab.Tools.Bindings;

/// <summary>Writes what the headers hold as code, which no library exports: C# of our own with the same results.</summary>
internal static class InlineWriter
{
    public static IEnumerable<string> Write() => """
        internal static unsafe partial class ffmpeg
        {
            public static int AVERROR<T1>(T1 a) => typeof(T1) == typeof(int) ? -(int)(object)a : -Convert.ToInt32(a);
            public static double av_q2d(AVRational a) => a.num / (double)a.den;
            public static AVRational av_inv_q(AVRational q) => new() { num = q.den, den = q.num };
            public static AVRational av_make_q(int num, int den) => new() { num = num, den = den };

            public static int av_cmp_q(AVRational a, AVRational b)
            {
                long difference = (a.num * (long)b.den) - (b.num * (long)a.den);
                if (difference != 0)
                {
                    return (int)((difference ^ a.den ^ b.den) >> 63) | 1;
                }

                // Equal, unless one of them is no number at all.
                return b.den != 0 && a.den != 0 ? 0 : a.num != 0 && b.num != 0 ? (a.num >> 31) - (b.num >> 31) : int.MinValue;
            }
        }
        """.Split('\n');
}
