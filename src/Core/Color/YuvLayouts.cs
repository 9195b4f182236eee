using System.Runtime.CompilerServices;

namespace GiftGrab.Color;

/// <summary>Three planes, 4:2:0.</summary>
internal readonly unsafe struct PlanarYuv : IYuvLayout
{
    public static bool HalfHeight => true;

    public static bool EvenRows => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<L, V>(in RowPair rows, byte* row, int x, out V luma, out V chroma)
        where L : struct, ILanes<V>
        where V : struct
    {
        luma = L.Load(row + x);
        chroma = L.LoadZipped(rows.Chroma + (x >> 1), rows.Chroma2 + (x >> 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadLuma<L, V>(byte* row, int x)
        where L : struct, ILanes<V>
        where V : struct => L.Load(row + x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow<L, V>(byte* row, int x, V luma, V chroma)
        where L : struct, ILanes<V>
        where V : struct => L.Store(luma, row + x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreChroma<L, V>(in RowPair rows, int x, V chroma)
        where L : struct, ILanes<V>
        where V : struct => L.StoreUnzipped(chroma, rows.Chroma + (x >> 1), rows.Chroma2 + (x >> 1));

    public static ref byte Luma(byte* row, int x) => ref row[x];

    public static ref byte U(in RowPair rows, byte* row, int x) => ref rows.Chroma[x >> 1];

    public static ref byte V(in RowPair rows, byte* row, int x) => ref rows.Chroma2[x >> 1];
}

/// <summary>Two planes, 4:2:0 (NV12).</summary>
internal readonly unsafe struct SemiPlanarYuv : IYuvLayout
{
    public static bool HalfHeight => true;

    public static bool EvenRows => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<L, V>(in RowPair rows, byte* row, int x, out V luma, out V chroma)
        where L : struct, ILanes<V>
        where V : struct
    {
        luma = L.Load(row + x);
        chroma = L.Load(rows.Chroma + x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadLuma<L, V>(byte* row, int x)
        where L : struct, ILanes<V>
        where V : struct => L.Load(row + x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow<L, V>(byte* row, int x, V luma, V chroma)
        where L : struct, ILanes<V>
        where V : struct => L.Store(luma, row + x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreChroma<L, V>(in RowPair rows, int x, V chroma)
        where L : struct, ILanes<V>
        where V : struct => L.Store(chroma, rows.Chroma + x);

    public static ref byte Luma(byte* row, int x) => ref row[x];

    public static ref byte U(in RowPair rows, byte* row, int x) => ref rows.Chroma[x];

    public static ref byte V(in RowPair rows, byte* row, int x) => ref rows.Chroma[x + 1];
}

/// <summary>U Y V Y in one plane, 4:2:2.</summary>
internal readonly unsafe struct PackedYuv : IYuvLayout
{
    public static bool HalfHeight => false;

    public static bool EvenRows => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<L, V>(in RowPair rows, byte* row, int x, out V luma, out V chroma)
        where L : struct, ILanes<V>
        where V : struct
    {
        V first = L.Load(row + (2 * x));
        V second = L.Load(row + (2 * x) + L.Bytes);
        V even = L.Repeat16(0xFF);
        luma = L.OrderHalves(L.Pack16(L.ShiftRight16(first, 8), L.ShiftRight16(second, 8)));
        chroma = L.OrderHalves(L.Pack16(L.And(first, even), L.And(second, even)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadLuma<L, V>(byte* row, int x)
        where L : struct, ILanes<V>
        where V : struct
    {
        V first = L.Load(row + (2 * x));
        V second = L.Load(row + (2 * x) + L.Bytes);
        return L.OrderHalves(L.Pack16(L.ShiftRight16(first, 8), L.ShiftRight16(second, 8)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreRow<L, V>(byte* row, int x, V luma, V chroma)
        where L : struct, ILanes<V>
        where V : struct => L.StoreZipped(L.ZipLow8(chroma, luma), L.ZipHigh8(chroma, luma), row + (2 * x));

    public static void StoreChroma<L, V>(in RowPair rows, int x, V chroma)
        where L : struct, ILanes<V>
        where V : struct
    {
    }

    public static ref byte Luma(byte* row, int x) => ref row[(2 * x) + 1];

    public static ref byte U(in RowPair rows, byte* row, int x) => ref row[2 * x];

    public static ref byte V(in RowPair rows, byte* row, int x) => ref row[(2 * x) + 2];
}
