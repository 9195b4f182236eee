using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<byte>;

namespace GiftGrab.Color;

/// <summary>The kernels' operations on 64 bytes, each one instruction of AVX-512 (F and BW) or a few.</summary>
internal readonly unsafe struct Lanes512 : ILanes<V>
{
    /// <summary>Whether the processor has them, and does not slow down for them.</summary>
    public static bool IsSupported => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated;

    public static int Bytes => 64;

    public static V Load(byte* from) => Vector512.Load(from);

    public static void Store(V value, byte* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadZipped(byte* even, byte* odd) =>
        Avx512BW.UnpackLow(Spread(Vector256.Load(even)), Spread(Vector256.Load(odd)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUnzipped(V value, byte* even, byte* odd)
    {
        V lanes = Avx512BW.Shuffle(value, RepeatLane([0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15]));
        V halves = OrderHalves(lanes);
        halves.GetLower().Store(even);
        halves.GetUpper().Store(odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadTriples(byte* from)
    {
        V bytes = Vector512.Create(Vector256.Load(from), Vector128.Load(from + 32).ToVector256());
        V lanes = Avx512F.PermuteVar16x32(
            bytes.AsInt32(), Vector512.Create(0, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 9, 10, 11, 12)).AsByte();
        return Avx512BW.Shuffle(lanes, RepeatLane([0, 1, 2, 128, 3, 4, 5, 128, 6, 7, 8, 128, 9, 10, 11, 128]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTriples(V a, V b, V c, V d, byte* to)
    {
        // Each 64 bytes hold 48 of use: the next store covers the rest, and the last one is cut
        CloseUp(a).Store(to);
        CloseUp(b).Store(to + 48);
        CloseUp(c).Store(to + 96);
        V last = CloseUp(d);
        last.GetLower().Store(to + 144);
        last.GetUpper().GetLower().Store(to + 176);
    }

    public static V Repeat8(byte value) => Vector512.Create(value);

    public static V Repeat16(short value) => Vector512.Create(value).AsByte();

    public static V Repeat32(int value) => Vector512.Create(value).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V RepeatLane(ReadOnlySpan<byte> lane) => Vector512.Create(Lanes256.RepeatLane(lane), Lanes256.RepeatLane(lane));

    public static V And(V a, V b) => a & b;

    public static V Or(V a, V b) => a | b;

    public static V Xor(V a, V b) => a ^ b;

    public static V ShuffleLanes(V value, V indices) => Avx512BW.Shuffle(value, indices);

    public static V Add16(V a, V b) => (a.AsInt16() + b.AsInt16()).AsByte();

    public static V Add32(V a, V b) => (a.AsInt32() + b.AsInt32()).AsByte();

    public static V Subtract32(V a, V b) => (a.AsInt32() - b.AsInt32()).AsByte();

    public static V AddSaturate16(V a, V b) => Avx512BW.AddSaturate(a.AsInt16(), b.AsInt16()).AsByte();

    public static V SubtractSaturate16(V a, V b) => Avx512BW.SubtractSaturate(a.AsInt16(), b.AsInt16()).AsByte();

    public static V Average8(V a, V b) => Avx512BW.Average(a, b);

    public static V MultiplyAdd16(V a, V b) => Avx512BW.MultiplyAddAdjacent(a.AsInt16(), b.AsInt16()).AsByte();

    public static V MultiplyHighUnsigned16(V a, V b) => Avx512BW.MultiplyHigh(a.AsUInt16(), b.AsUInt16()).AsByte();

    public static V MultiplyHighRounded16(V a, V b) => Avx512BW.MultiplyHighRoundScale(a.AsInt16(), b.AsInt16()).AsByte();

    public static V ShiftLeft16(V value, byte bits) => (value.AsUInt16() << bits).AsByte();

    public static V ShiftRight16(V value, byte bits) => (value.AsUInt16() >> bits).AsByte();

    public static V ShiftRightSigned16(V value, byte bits) => (value.AsInt16() >> bits).AsByte();

    public static V ShiftRight32(V value, byte bits) => (value.AsUInt32() >> bits).AsByte();

    public static V MixEvenOdd16(V even, V odd) => Vector512.ConditionalSelect(Repeat32(0xFFFF), even, odd);

    public static V Even32(V a, V b) => Avx512F.Shuffle(a.AsSingle(), b.AsSingle(), 0b10_00_10_00).AsByte();

    public static V Odd32(V a, V b) => Avx512F.Shuffle(a.AsSingle(), b.AsSingle(), 0b11_01_11_01).AsByte();

    public static V ZipLow8(V a, V b) => Avx512BW.UnpackLow(a, b);

    public static V ZipHigh8(V a, V b) => Avx512BW.UnpackHigh(a, b);

    public static V ZipLow16(V a, V b) => Avx512BW.UnpackLow(a.AsInt16(), b.AsInt16()).AsByte();

    public static V ZipHigh16(V a, V b) => Avx512BW.UnpackHigh(a.AsInt16(), b.AsInt16()).AsByte();

    public static V Pack32(V a, V b) => Avx512BW.PackSignedSaturate(a.AsInt32(), b.AsInt32()).AsByte();

    public static V Pack16(V a, V b) => Avx512BW.PackUnsignedSaturate(a.AsInt16(), b.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OrderHalves(V value) =>
        Avx512F.PermuteVar8x64(value.AsInt64(), Vector512.Create(0L, 2, 4, 6, 1, 3, 5, 7)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OrderQuarters(V value) => Avx512F.PermuteVar16x32(
        value.AsInt32(), Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreZipped(V low, V high, byte* to)
    {
        Avx512F.PermuteVar8x64x2(low.AsInt64(), Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11), high.AsInt64()).AsByte().Store(to);
        Avx512F.PermuteVar8x64x2(low.AsInt64(), Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15), high.AsInt64()).AsByte().Store(to + 64);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OrderPixels(V a, V b, V c, V d, out V first, out V second, out V third, out V fourth)
    {
        Vector512<int> ab = Avx512F.Shuffle4x128(a.AsInt32(), b.AsInt32(), 0b01_00_01_00);
        Vector512<int> abHigh = Avx512F.Shuffle4x128(a.AsInt32(), b.AsInt32(), 0b11_10_11_10);
        Vector512<int> cd = Avx512F.Shuffle4x128(c.AsInt32(), d.AsInt32(), 0b01_00_01_00);
        Vector512<int> cdHigh = Avx512F.Shuffle4x128(c.AsInt32(), d.AsInt32(), 0b11_10_11_10);
        first = Avx512F.Shuffle4x128(ab, cd, 0b10_00_10_00).AsByte();
        second = Avx512F.Shuffle4x128(ab, cd, 0b11_01_11_01).AsByte();
        third = Avx512F.Shuffle4x128(abHigh, cdHigh, 0b10_00_10_00).AsByte();
        fourth = Avx512F.Shuffle4x128(abHigh, cdHigh, 0b11_01_11_01).AsByte();
    }

    /// <summary>Eight bytes into the lower half of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Spread(Vector256<byte> bytes) => Avx512F.PermuteVar8x64(
        bytes.ToVector512Unsafe().AsInt64(), Vector512.Create(0L, 0, 1, 1, 2, 2, 3, 3)).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CloseUp(V groups)
    {
        V lanes = Avx512BW.Shuffle(groups, RepeatLane([0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 128, 128, 128, 128]));
        return Avx512F.PermuteVar16x32(
            lanes.AsInt32(), Vector512.Create(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15)).AsByte();
    }
}
