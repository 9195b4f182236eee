using System.Runtime.CompilerServices;

namespace GiftGrab.Color;

/// <summary>The order blue, green, red or the other way round.</summary>
internal interface IChannelOrder
{
    /// <inheritdoc cref="IRgbLayout.RedFirst"/>
    static abstract bool RedFirst { get; }
}

/// <summary>Blue first.</summary>
internal readonly struct BlueFirst : IChannelOrder
{
    public static bool RedFirst => false;
}

/// <summary>Red first.</summary>
internal readonly struct RedFirst : IChannelOrder
{
    static bool IChannelOrder.RedFirst => true;
}

/// <summary>BGRA, BGR0 and RGBA: 4 bytes a pixel.</summary>
internal readonly unsafe struct PackedQuads<TOrder> : IRgbLayout
    where TOrder : struct, IChannelOrder
{
    public static int PixelBytes => 4;

    public static bool RedFirst => TOrder.RedFirst;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<L, V>(byte* from)
        where L : struct, ILanes<V>
        where V : struct => L.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L, V>(V a, V b, V c, V d, byte* to)
        where L : struct, ILanes<V>
        where V : struct
    {
        L.Store(a, to);
        L.Store(b, to + L.Bytes);
        L.Store(c, to + (2 * L.Bytes));
        L.Store(d, to + (3 * L.Bytes));
    }
}

/// <summary>BGR24 and RGB24: 3 bytes a pixel.</summary>
internal readonly unsafe struct PackedTriples<TOrder> : IRgbLayout
    where TOrder : struct, IChannelOrder
{
    public static int PixelBytes => 3;

    public static bool RedFirst => TOrder.RedFirst;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<L, V>(byte* from)
        where L : struct, ILanes<V>
        where V : struct => L.LoadTriples(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<L, V>(V a, V b, V c, V d, byte* to)
        where L : struct, ILanes<V>
        where V : struct => L.StoreTriples(a, b, c, d, to);
}
