namespace GiftGrab.Tests.Tsync;

public sealed class XxHash3Tests
{
    // Made with libxxhash 0.8.1: XXH3_64bits of bytes i * 167 + 13.
    [Theory]
    [InlineData(0, 0x2D06800538D394C2)]
    [InlineData(1, 0x8A21D78B1538B1C0)]
    [InlineData(2, 0xA020A917C68E5888)]
    [InlineData(3, 0x5F1FA6D2A3AA5A3B)]
    [InlineData(4, 0xA8A9B82C81542A43)]
    [InlineData(8, 0x67B8F67A80D308A6)]
    [InlineData(9, 0x7DF166798FE37670)]
    [InlineData(16, 0xC0967FEE676A5837)]
    [InlineData(17, 0xBC307578D06E9D93)]
    [InlineData(32, 0xFFDAE7523DD0DAEC)]
    [InlineData(33, 0x27B514591EF37D2D)]
    [InlineData(64, 0x2C6E0B294ABFC3F0)]
    [InlineData(65, 0x31D8DB1918167D5C)]
    [InlineData(96, 0x1EBAB520F4C1E5AF)]
    [InlineData(97, 0x4A2CFEE5178BDE3C)]
    [InlineData(128, 0xA45617BFE9BB88D6)]
    [InlineData(129, 0x4CA31F6B2CFD9A3E)]
    [InlineData(192, 0xDD6770141A9D3A2F)]
    [InlineData(240, 0x2817ED3CDF9547E7)]
    [InlineData(241, 0x02F838DD48200EE8)]
    [InlineData(256, 0xC67D143EC3572269)]
    [InlineData(512, 0x81D2BB89DF27623E)]
    [InlineData(1024, 0x4ECDE09865C37511)]
    [InlineData(1025, 0xA08B2694BF52957E)]
    [InlineData(1536, 0x6683B2CCA1AF8139)]
    [InlineData(2048, 0x1D0F40A0FF717F3E)]
    [InlineData(3373, 0x793D3D0225236446)]
    [InlineData(33600, 0xF8C21DF6A5966F55)]
    public void Of_EveryLengthClass_EqualsTheReference(int length, ulong expected)
    {
        byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)((i * 167) + 13))];

        Assert.Equal(expected, XxHash3.Of(data));
    }
}
