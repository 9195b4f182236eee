namespace GiftGrab.Tools.Bindings;

/// <summary>Writes what the headers hold as code, which no library exports: C# of our own with the same results.</summary>
internal static class InlineWriter
{
    public static IEnumerable<string> Write() => """
        internal static unsafe partial class ffmpeg
        {
            public static int AVERROR<T1>(T1 a) => typeof(T1) == typeof(int) ? -(int)(object)a : -Convert.ToInt32(a);
        }
        """.Split('\n');
}
