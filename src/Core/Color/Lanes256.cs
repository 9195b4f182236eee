using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector256<byte>;

namespace GiftGrab.Color;

/// <summary>The kernels' operations on 32 bytes, each one instruction of AVX2 or a few.</summary>
internal readonly unsafe struct Lanes256 : ILanes<V>
{
    public static int Bytes => 32;

    public static V Load(byte* from) => Vector256.Load(from);

    public static void Store(V value, byte* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadZipped(byte* even, byte* odd)
    {
        Vector128<byte> a = Vector128.Load(even);
        Vector128<byte> b = Vector128.Load(odd);
        return Vector256.Create(Sse2.UnpackLow(a, b), Sse2.UnpackHigh(a, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnzipped(V value, byte* even, byte* odd)
    {
        V lanes = Avx2.Shuffle(value, Vector256.Create(
            (byte)0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15,
            0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15));
        V halves = OrderHalves(lanes);
        halves.GetLower().Store(even);
        halves.GetUpper().Store(odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadTriples(byte* from)
    {
        // 24 bytes: the upper lane is loaded from 8, not 12, so that nothing after them is touched
        V both = Vector256.Create(Vector128.Load(from), Vector128.Load(from + 8));
        return Avx2.Shuffle(both, Vector256.Create(
            0, 1, 2, 128, 3, 4, 5, 128, 6, 7, 8, 128, 9, 10, 11, 128,
            4, 5, 6, 128, 7, 8, 9, 128, 10, 11, 12, 128, 13, 14, 15, 128));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTriples(V a, V b, V c, V d, byte* to)
    {
        // Each 32 bytes hold 24 of use: the next store covers the rest, and the last one is cut
        CloseUp(a).Store(to);
        CloseUp(b).Store(to + 24);
        CloseUp(c).Store(to + 48);
        V last = CloseUp(d);
        last.GetLower().Store(to + 72);
        *(long*)(to + 88) = last.AsInt64().GetElement(2);
    }

    public static V Repeat8(byte value) => Vector256.Create(value);

    public static V Repeat16(short value) => Vector256.Create(value).AsByte();

    public static V Repeat32(int value) => Vector256.Create(value).AsByte();

    public static V RepeatLane(ReadOnlySpan<byte> lane) => Vector256.Create(Vector128.Create(lane), Vector128.Create(lane));

    public static V And(V a, V b) => a & b;

    public static V Or(V a, V b) => a | b;

    public static V Xor(V a, V b) => a ^ b;

    public static V ShuffleLanes(V value, V indices) => Avx2.Shuffle(value, indices);

    public static V Add16(V a, V b) => (a.AsInt16() + b.AsInt16()).AsByte();

    public static V Add32(V a, V b) => (a.AsInt32() + b.AsInt32()).AsByte();

    public static V Subtract32(V a, V b) => (a.AsInt32() - b.AsInt32()).AsByte();

    public static V AddSaturate16(V a, V b) => Avx2.AddSaturate(a.AsInt16(), b.AsInt16()).AsByte();

    public static V SubtractSaturate16(V a, V b) => Avx2.SubtractSaturate(a.AsInt16(), b.AsInt16()).AsByte();

    public static V Average8(V a, V b) => Avx2.Average(a, b);

    public static V MultiplyAdd16(V a, V b) => Avx2.MultiplyAddAdjacent(a.AsInt16(), b.AsInt16()).AsByte();

    public static V MultiplyHighUnsigned16(V a, V b) => Avx2.MultiplyHigh(a.AsUInt16(), b.AsUInt16()).AsByte();

    public static V MultiplyHighRounded16(V a, V b) => Avx2.MultiplyHighRoundScale(a.AsInt16(), b.AsInt16()).AsByte();

    public static V ShiftLeft16(V value, byte bits) => (value.AsUInt16() << bits).AsByte();

    public static V ShiftRight16(V value, byte bits) => (value.AsUInt16() >> bits).AsByte();

    public static V ShiftRightSigned16(V value, byte bits) => (value.AsInt16() >> bits).AsByte();

    public static V ShiftRight32(V value, byte bits) => (value.AsUInt32() >> bits).AsByte();

    public static V MixEvenOdd16(V even, V odd) => Avx2.Blend(even.AsInt16(), odd.AsInt16(), 0b10101010).AsByte();

    public static V Even32(V a, V b) => Avx.Shuffle(a.AsSingle(), b.AsSingle(), 0b10_00_10_00).AsByte();

    public static V Odd32(V a, V b) => Avx.Shuffle(a.AsSingle(), b.AsSingle(), 0b11_01_11_01).AsByte();

    public static V ZipLow8(V a, V b) => Avx2.UnpackLow(a, b);

    public static V ZipHigh8(V a, V b) => Avx2.UnpackHigh(a, b);

    public static V ZipLow16(V a, V b) => Avx2.UnpackLow(a.AsInt16(), b.AsInt16()).AsByte();

    public static V ZipHigh16(V a, V b) => Avx2.UnpackHigh(a.AsInt16(), b.AsInt16()).AsByte();

    public static V Pack32(V a, V b) => Avx2.PackSignedSaturate(a.AsInt32(), b.AsInt32()).AsByte();

    public static V Pack16(V a, V b) => Avx2.PackUnsignedSaturate(a.AsInt16(), b.AsInt16());

    public static V OrderHalves(V value) => Avx2.Permute4x64(value.AsInt64(), 0b11_01_10_00).AsByte();

    public static V OrderQuarters(V value) =>
        Avx2.PermuteVar8x32(value.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreZipped(V low, V high, byte* to)
    {
        Avx2.Permute2x128(low, high, 0x20).Store(to);
        Avx2.Permute2x128(low, high, 0x31).Store(to + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OrderPixels(V a, V b, V c, V d, out V first, out V second, out V third, out V fourth)
    {
        first = Avx2.Permute2x128(a, b, 0x20);
        second = Avx2.Permute2x128(c, d, 0x20);
        third = Avx2.Permute2x128(a, b, 0x31);
        fourth = Avx2.Permute2x128(c, d, 0x31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CloseUp(V groups)
    {
        V lanes = Avx2.Shuffle(groups, Vector256.Create(
            0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 128, 128, 128, 128,
            0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 128, 128, 128, 128));
        return Avx2.PermuteVar8x32(lanes.AsInt32(), Vector256.Create(0, 1, 2, 4, 5, 6, 7, 7)).AsByte();
    }
}
