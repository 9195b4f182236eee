using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class SliceTextTests
{
    [Theory]
    [InlineData("100k", 100_000)]
    [InlineData("100kB", 100_000)]
    [InlineData("5M", 5_000_000)]
    [InlineData("2g", 2_000_000_000)]
    [InlineData("1.5TB", 1_500_000_000_000)]
    [InlineData("4096B", 4096)]
    public void Parse_Size_TakesTheUnitsOfAllSizes(string text, long bytes) => Assert.Equal((null, bytes, null), SliceText.Parse("slice", text));

    [Theory]
    [InlineData("5m", 300)]
    [InlineData("2s", 2)]
    [InlineData("00:10", 10)]
    public void Parse_Time_IsOne(string text, double seconds) =>
        Assert.Equal((TimeSpan.FromSeconds(seconds), null, null), SliceText.Parse("ring", text, takesFrames: true));

    [Theory]
    [InlineData("0k")]
    [InlineData("B")]
    [InlineData("5")]
    [InlineData("90f")]
    public void Parse_OfAnythingElse_NamesIt(string text) =>
        Assert.Contains($"\"{text}\"", Assert.Throws<FormatException>(() => SliceText.Parse("slice", text)).Message, StringComparison.Ordinal);
}
