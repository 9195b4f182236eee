using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class BitRateTextTests
{
    [Theory]
    [InlineData("2M", 2_000_000)]
    [InlineData("2.5Mbps", 2_500_000)]
    [InlineData("800k", 800_000)]
    [InlineData("800 kbit/s", 800_000)]
    [InlineData("2000000", 2_000_000)]
    [InlineData("1G", 1_000_000_000)]
    public void Parse_AsPeopleWriteIt_IsInBitsASecond(string text, long bits) => Assert.Equal(bits, BitRateText.Parse("bit rate", text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("fast")]
    [InlineData("M")]
    [InlineData("2MM")]
    [InlineData("900000000T")]
    public void Parse_OfAnythingElse_NamesItAndWhatIsAllowed(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => BitRateText.Parse("bit rate", text));

        Assert.Contains($"The bit rate \"{text}\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("such as 2M", refusal.Message, StringComparison.Ordinal);
    }
}
