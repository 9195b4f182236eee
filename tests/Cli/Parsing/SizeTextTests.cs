using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("500M", 500_000_000)]
    [InlineData("2GB", 2_000_000_000)]
    [InlineData("1.5t", 1_500_000_000_000)]
    [InlineData("100000000", 100_000_000)]
    public void Parse_AsPeopleWriteIt_IsInBytes(string text, long bytes) => Assert.Equal(bytes, SizeText.Parse("size", text));

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("M")]
    [InlineData("NaN")]
    [InlineData("2GiB")]
    [InlineData("9999999999T")]
    public void Parse_OfAnythingElse_NamesItAndWhatIsAllowed(string text)
    {
        string message = Assert.Throws<FormatException>(() => SizeText.Parse("size", text)).Message;
        Assert.StartsWith($"The size \"{text}\" is not usable; allowed is", message, StringComparison.Ordinal);
    }
}
