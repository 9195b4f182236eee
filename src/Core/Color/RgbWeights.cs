using System.Runtime.CompilerServices;

namespace GiftGrab.Color;

/// <summary>
/// The weights of a conversion from R'G'B' in vectors: pairs of 16 bits, blue and red in one, green twice in the other
/// (so that green's weight, which may be above one half, is divided in two that fit).
/// </summary>
internal readonly struct RgbWeights<L, V>
    where L : struct, ILanes<V>
    where V : struct
{
    private readonly V _sideBytes;
    private readonly V _greenBytes;
    private readonly V _ySides;
    private readonly V _yGreens;
    private readonly V _yOffset;
    private readonly V _uSides;
    private readonly V _uGreens;
    private readonly V _vSides;
    private readonly V _vGreens;
    private readonly V _chromaOffset;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RgbWeights(YuvCoefficients from, bool redFirst)
    {
        _sideBytes = L.Repeat16(0xFF);
        _greenBytes = L.RepeatLane([1, 128, 1, 128, 5, 128, 5, 128, 9, 128, 9, 128, 13, 128, 13, 128]);
        _ySides = redFirst ? Pair(from.YRed, from.YBlue) : Pair(from.YBlue, from.YRed);
        _yGreens = Halves(from.YGreen);
        _yOffset = L.Repeat32(from.YOffset);
        _uSides = redFirst ? Pair(from.URed, from.UBlue) : Pair(from.UBlue, from.URed);
        _uGreens = Halves(from.UGreen);
        _vSides = redFirst ? Pair(from.VRed, from.VBlue) : Pair(from.VBlue, from.VRed);
        _vGreens = Halves(from.VGreen);
        _chromaOffset = L.Repeat32(YuvCoefficients.ChromaOffset);
    }

    /// <summary>Splits pixels into their first and third channel, and their second twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Sides(V pixels, out V greens)
    {
        greens = L.ShuffleLanes(pixels, _greenBytes);
        return L.And(pixels, _sideBytes);
    }

    /// <summary>The luma of each pixel in 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Luma(V sides, V greens) => L.ShiftRight32(
        L.Add32(L.Add32(L.MultiplyAdd16(sides, _ySides), L.MultiplyAdd16(greens, _yGreens)), _yOffset), 16);

    /// <summary>U and V, 16 bits each, of sums of four pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Chroma(V sides, V greens)
    {
        V u = L.Subtract32(
            L.Subtract32(_chromaOffset, L.MultiplyAdd16(sides, _uSides)), L.MultiplyAdd16(greens, _uGreens));
        V v = L.Subtract32(
            L.Subtract32(_chromaOffset, L.MultiplyAdd16(sides, _vSides)), L.MultiplyAdd16(greens, _vGreens));
        return L.MixEvenOdd16(L.ShiftRight32(u, 18), L.ShiftRight32(v, 2));
    }

    private static V Pair(int low, int high) => L.Repeat32((low & 0xFFFF) | (high << 16));

    private static V Halves(int weight) => Pair(weight >> 1, weight - (weight >> 1));
}
