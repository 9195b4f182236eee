using System.Runtime.CompilerServices;

namespace GiftGrab.Color;

/// <summary>The weights of a conversion to R'G'B' in vectors of 16-bit elements.</summary>
internal readonly struct YuvWeights<L, V>
    where L : struct, ILanes<V>
    where V : struct
{
    private readonly V _scale;
    private readonly V _offset;
    private readonly V _centre;
    private readonly V _highBytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public YuvWeights(YuvCoefficients from)
    {
        _scale = L.Repeat16((short)from.LumaScale);
        _offset = L.Repeat16((short)from.LumaOffset);
        _centre = L.Repeat8(128);
        _highBytes = L.Repeat16(unchecked((short)0xFF00));
        LumaFraction = L.Repeat8((byte)from.LumaFraction);
        RedV = L.Repeat16((short)from.RedV);
        BlueU = L.Repeat16((short)from.BlueU);
        GreenU = L.Repeat16((short)from.GreenU);
        GreenV = L.Repeat16((short)from.GreenV);
    }

    /// <inheritdoc cref="YuvCoefficients.LumaFraction"/>
    public V LumaFraction { get; }

    /// <inheritdoc cref="YuvCoefficients.RedV"/>
    public V RedV { get; }

    /// <inheritdoc cref="YuvCoefficients.BlueU"/>
    public V BlueU { get; }

    /// <inheritdoc cref="YuvCoefficients.GreenU"/>
    public V GreenU { get; }

    /// <inheritdoc cref="YuvCoefficients.GreenV"/>
    public V GreenV { get; }

    /// <summary>Divides by 64 and packs to bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pack(V low, V high) => L.Pack16(L.ShiftRightSigned16(low, 6), L.ShiftRightSigned16(high, 6));

    /// <summary>Splits pairs of bytes into 256 (U - 128) and 256 (V - 128).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Centre(V chroma, out V v)
    {
        V centred = L.Xor(chroma, _centre);
        v = L.And(centred, _highBytes);
        return L.ShiftLeft16(centred, 8);
    }

    /// <summary>Luma's part of R'G'B', times 64, of luma times 256.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Luma(V luma) => L.Add16(L.MultiplyHighUnsigned16(luma, _scale), _offset);
}
