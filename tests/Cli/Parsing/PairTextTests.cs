using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class PairTextTests
{
    [Fact]
    public void ParseAll_OfPairs_KeepsFurtherEqualsSigns() => Assert.Equal(
        new Dictionary<string, string> { ["x265-params"] = "a=1:b=2", ["empty"] = string.Empty },
        PairText.ParseAll("codec option", ["x265-params=a=1:b=2", "empty="]));

    [Fact]
    public void ParseAll_OfNothing_IsEmpty() => Assert.Empty(PairText.ParseAll("codec option", null));

    [Theory]
    [InlineData("name")]
    [InlineData("=value")]
    [InlineData("")]
    public void ParseAll_WithoutNameOrEqualsSign_NamesIt(string text) => Assert.Contains(
        $"\"{text}\"", Assert.Throws<FormatException>(() => PairText.ParseAll("codec option", [text])).Message, StringComparison.Ordinal);

    [Fact]
    public void ParseAll_OfOneNameTwice_IsRefused() => Assert.Contains(
        "given twice", Assert.Throws<FormatException>(() => PairText.ParseAll("codec option", ["a=1", "a=2"])).Message, StringComparison.Ordinal);
}
