using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace GiftGrab.Color;

/// <summary>Asks for memory before it is needed.</summary>
internal static unsafe class Cache
{
    private const int Line = 64;

    /// <summary>Has bytes brought into the second level of the processor's cache. An address that is no memory does no harm.</summary>
    /// <remarks>
    /// A processor by itself looks ahead within a page of memory only, of which a row of pixels has two, and the time that
    /// memory takes is that of a dozen steps of a kernel: a row is asked for while the one before it is worked on.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(byte* from, int count)
    {
        if (Sse.IsSupported)
        {
            for (int at = 0; at < count; at += Line)
            {
                Sse.Prefetch1(from + at);
            }
        }
    }
}
