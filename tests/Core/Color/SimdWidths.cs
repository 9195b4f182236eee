using System.Runtime.Intrinsics.X86;
using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

/// <summary>The vectors that can be tried here.</summary>
internal static class SimdWidths
{
    public static IEnumerable<SimdWidth> OfThisMachine { get; } =
    [
        SimdWidth.Vector128,
        .. Avx2.IsSupported ? [SimdWidth.Vector256] : Array.Empty<SimdWidth>(),
        .. Lanes512.IsSupported ? [SimdWidth.Vector512] : Array.Empty<SimdWidth>(),
    ];
}
