using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

/// <summary>Holds what runs on other processors to what SSE's instructions give.</summary>
public class PortableLanesTests
{
    [SkippableFact]
    public void Portable128_RandomVectors_GiveWhatSseGives()
    {
        Skip.IfNot(Ssse3.IsSupported);
        var random = new Random(13);
        byte[] bytes = new byte[32];
        for (int i = 0; i < 10_000; i++)
        {
            random.NextBytes(bytes);
            Vector128<byte> a = Vector128.Create(bytes);
            Vector128<byte> b = Vector128.Create(bytes, 16);
            Vector128<short> sa = a.AsInt16();
            Vector128<short> sb = b.AsInt16();
            Assert.Equal(Sse2.Average(a, b), Portable128.Average8(a, b));
            Assert.Equal(Sse2.MultiplyAddAdjacent(sa, sb), Portable128.MultiplyAdd16(a.AsInt32(), b.AsInt32()));
            Assert.Equal(
                Sse2.MultiplyHigh(a.AsUInt16(), b.AsUInt16()),
                Portable128.MultiplyHighUnsigned16(a.AsUInt16(), b.AsUInt16()));
            Assert.Equal(Ssse3.MultiplyHighRoundScale(sa, sb), Portable128.MultiplyHighRounded16(sa, sb));
            Assert.Equal(
                Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b10_00_10_00).AsUInt32(),
                Portable128.Even32(a.AsUInt64(), b.AsUInt64()));
            Assert.Equal(
                Sse.Shuffle(a.AsSingle(), b.AsSingle(), 0b11_01_11_01).AsUInt32(),
                Portable128.Odd32(a.AsUInt64(), b.AsUInt64()));
            Assert.Equal(Sse2.UnpackLow(a, b), Portable128.ZipLow8(a, b));
            Assert.Equal(Sse2.UnpackHigh(a, b), Portable128.ZipHigh8(a, b));
            Assert.Equal(Sse2.UnpackLow(sa, sb).AsUInt32(), Portable128.ZipLow16(a.AsUInt16(), b.AsUInt16()));
            Assert.Equal(Sse2.UnpackHigh(sa, sb).AsUInt32(), Portable128.ZipHigh16(a.AsUInt16(), b.AsUInt16()));
            Assert.Equal(Sse2.PackUnsignedSaturate(sa, sb), Portable128.Pack16(sa, sb));
        }
    }
}
