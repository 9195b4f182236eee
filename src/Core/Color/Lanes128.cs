using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector128<byte>;

namespace GiftGrab.Color;

/// <summary>
/// The kernels' operations on 16 bytes: portable, with SSE where it has an instruction that .NET has no common name for.
/// </summary>
internal readonly unsafe struct Lanes128 : ILanes<V>
{
    public static int Bytes => 16;

    public static V Load(byte* from) => Vector128.Load(from);

    public static void Store(V value, byte* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadZipped(byte* even, byte* odd) =>
        ZipLow8(Vector128.CreateScalarUnsafe(*(long*)even).AsByte(), Vector128.CreateScalarUnsafe(*(long*)odd).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnzipped(V value, byte* even, byte* odd)
    {
        V halves = Vector128.Shuffle(value, Vector128.Create((byte)0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15));
        *(long*)even = halves.AsInt64().GetElement(0);
        *(long*)odd = halves.AsInt64().GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadTriples(byte* from)
    {
        V triples = Vector128.Create(*(long*)from, *(uint*)(from + 8)).AsByte();
        return Vector128.Shuffle(
            triples, Vector128.Create((byte)0, 1, 2, 128, 3, 4, 5, 128, 6, 7, 8, 128, 9, 10, 11, 128));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTriples(V a, V b, V c, V d, byte* to)
    {
        // Each 16 bytes hold 12 of use: the next store covers the rest, and the last one is cut
        CloseUp(a).Store(to);
        CloseUp(b).Store(to + 12);
        CloseUp(c).Store(to + 24);
        V last = CloseUp(d);
        *(long*)(to + 36) = last.AsInt64().GetElement(0);
        *(int*)(to + 44) = last.AsInt32().GetElement(2);
    }

    public static V Repeat8(byte value) => Vector128.Create(value);

    public static V Repeat16(short value) => Vector128.Create(value).AsByte();

    public static V Repeat32(int value) => Vector128.Create(value).AsByte();

    public static V RepeatLane(ReadOnlySpan<byte> lane) => Vector128.Create(lane);

    public static V And(V a, V b) => a & b;

    public static V Or(V a, V b) => a | b;

    public static V Xor(V a, V b) => a ^ b;

    public static V ShuffleLanes(V value, V indices) => Vector128.Shuffle(value, indices);

    public static V Add16(V a, V b) => (a.AsInt16() + b.AsInt16()).AsByte();

    public static V Add32(V a, V b) => (a.AsInt32() + b.AsInt32()).AsByte();

    public static V Subtract32(V a, V b) => (a.AsInt32() - b.AsInt32()).AsByte();

    public static V AddSaturate16(V a, V b) => Vector128.AddSaturate(a.AsInt16(), b.AsInt16()).AsByte();

    public static V SubtractSaturate16(V a, V b) => Vector128.SubtractSaturate(a.AsInt16(), b.AsInt16()).AsByte();

    public static V Average8(V a, V b) => Sse2.IsSupported ? Sse2.Average(a, b) : Portable128.Average8(a, b);

    public static V MultiplyAdd16(V a, V b) => Sse2.IsSupported
        ? Sse2.MultiplyAddAdjacent(a.AsInt16(), b.AsInt16()).AsByte()
        : Portable128.MultiplyAdd16(a.AsInt32(), b.AsInt32()).AsByte();

    public static V MultiplyHighUnsigned16(V a, V b) => Sse2.IsSupported
        ? Sse2.MultiplyHigh(a.AsUInt16(), b.AsUInt16()).AsByte()
        : Portable128.MultiplyHighUnsigned16(a.AsUInt16(), b.AsUInt16()).AsByte();

    public static V MultiplyHighRounded16(V a, V b) => Ssse3.IsSupported
        ? Ssse3.MultiplyHighRoundScale(a.AsInt16(), b.AsInt16()).AsByte()
        : Portable128.MultiplyHighRounded16(a.AsInt16(), b.AsInt16()).AsByte();

    public static V ShiftLeft16(V value, byte bits) => (value.AsUInt16() << bits).AsByte();

    public static V ShiftRight16(V value, byte bits) => (value.AsUInt16() >> bits).AsByte();

    public static V ShiftRightSigned16(V value, byte bits) => (value.AsInt16() >> bits).AsByte();

    public static V ShiftRight32(V value, byte bits) => (value.AsUInt32() >> bits).AsByte();

    public static V MixEvenOdd16(V even, V odd) =>
        Vector128.ConditionalSelect(Vector128.Create(0xFFFF).AsByte(), even, odd);

    public static V Even32(V a, V b) => Sse.IsSupported
        ? Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b10_00_10_00).AsByte()
        : Portable128.Even32(a.AsUInt64(), b.AsUInt64()).AsByte();

    public static V Odd32(V a, V b) => Sse.IsSupported
        ? Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b11_01_11_01).AsByte()
        : Portable128.Odd32(a.AsUInt64(), b.AsUInt64()).AsByte();

    public static V ZipLow8(V a, V b) => Sse2.IsSupported ? Sse2.UnpackLow(a, b) : Portable128.ZipLow8(a, b);

    public static V ZipHigh8(V a, V b) => Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : Portable128.ZipHigh8(a, b);

    public static V ZipLow16(V a, V b) => Sse2.IsSupported
        ? Sse2.UnpackLow(a.AsUInt16(), b.AsUInt16()).AsByte()
        : Portable128.ZipLow16(a.AsUInt16(), b.AsUInt16()).AsByte();

    public static V ZipHigh16(V a, V b) => Sse2.IsSupported
        ? Sse2.UnpackHigh(a.AsUInt16(), b.AsUInt16()).AsByte()
        : Portable128.ZipHigh16(a.AsUInt16(), b.AsUInt16()).AsByte();

    public static V Pack32(V a, V b) => Vector128.NarrowWithSaturation(a.AsInt32(), b.AsInt32()).AsByte();

    public static V Pack16(V a, V b) => Sse2.IsSupported
        ? Sse2.PackUnsignedSaturate(a.AsInt16(), b.AsInt16())
        : Portable128.Pack16(a.AsInt16(), b.AsInt16());

    public static V OrderHalves(V value) => value;

    public static V OrderQuarters(V value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreZipped(V low, V high, byte* to)
    {
        low.Store(to);
        high.Store(to + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OrderPixels(V a, V b, V c, V d, out V first, out V second, out V third, out V fourth)
    {
        first = a;
        second = b;
        third = c;
        fourth = d;
    }

    private static V CloseUp(V groups) => Vector128.Shuffle(
        groups, Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 128, 128, 128, 128));
}
