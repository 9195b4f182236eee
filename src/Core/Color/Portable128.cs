using System.Runtime.Intrinsics;

namespace GiftGrab.Color;

/// <summary>What <see cref="Lanes128"/> does where SSE is absent (Arm), in .NET's portable vector operations.</summary>
internal static class Portable128
{
    public static Vector128<byte> Average8(Vector128<byte> a, Vector128<byte> b) =>
        (a | b) - (((a ^ b) >>> 1) & Vector128.Create((byte)0x7F));

    public static Vector128<int> MultiplyAdd16(Vector128<int> a, Vector128<int> b) =>
        (((a << 16) >> 16) * ((b << 16) >> 16)) + ((a >> 16) * (b >> 16));

    public static Vector128<ushort> MultiplyHighUnsigned16(Vector128<ushort> a, Vector128<ushort> b)
    {
        (Vector128<uint> aLow, Vector128<uint> aHigh) = Vector128.Widen(a);
        (Vector128<uint> bLow, Vector128<uint> bHigh) = Vector128.Widen(b);
        return Vector128.Narrow((aLow * bLow) >> 16, (aHigh * bHigh) >> 16);
    }

    public static Vector128<short> MultiplyHighRounded16(Vector128<short> a, Vector128<short> b)
    {
        (Vector128<int> aLow, Vector128<int> aHigh) = Vector128.Widen(a);
        (Vector128<int> bLow, Vector128<int> bHigh) = Vector128.Widen(b);
        Vector128<int> half = Vector128.Create(1 << 14);
        return Vector128.Narrow(((aLow * bLow) + half) >> 15, ((aHigh * bHigh) + half) >> 15);
    }

    public static Vector128<uint> Even32(Vector128<ulong> a, Vector128<ulong> b) => Vector128.Narrow(a, b);

    public static Vector128<uint> Odd32(Vector128<ulong> a, Vector128<ulong> b) => Vector128.Narrow(a >> 32, b >> 32);

    public static Vector128<byte> ZipLow8(Vector128<byte> a, Vector128<byte> b) =>
        (Vector128.WidenLower(a) | (Vector128.WidenLower(b) << 8)).AsByte();

    public static Vector128<byte> ZipHigh8(Vector128<byte> a, Vector128<byte> b) =>
        (Vector128.WidenUpper(a) | (Vector128.WidenUpper(b) << 8)).AsByte();

    public static Vector128<uint> ZipLow16(Vector128<ushort> a, Vector128<ushort> b) =>
        Vector128.WidenLower(a) | (Vector128.WidenLower(b) << 16);

    public static Vector128<uint> ZipHigh16(Vector128<ushort> a, Vector128<ushort> b) =>
        Vector128.WidenUpper(a) | (Vector128.WidenUpper(b) << 16);

    public static Vector128<byte> Pack16(Vector128<short> a, Vector128<short> b)
    {
        Vector128<short> most = Vector128.Create((short)255);
        Vector128<short> low = Vector128.Min(Vector128.Max(a, Vector128<short>.Zero), most);
        Vector128<short> high = Vector128.Min(Vector128.Max(b, Vector128<short>.Zero), most);
        return Vector128.Narrow(low.AsUInt16(), high.AsUInt16());
    }
}
