using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class FileModeTextTests
{
    [Theory]
    [InlineData("600", UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData("0640", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    public void Parse_OfOctalDigits_IsThatMode(string text, UnixFileMode mode) => Assert.Equal(mode, FileModeText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("999")]
    [InlineData("60")]
    [InlineData("1777")]
    [InlineData("400")]
    [InlineData("rw-")]
    public void Parse_OfAnythingElse_NamesIt(string text) =>
        Assert.Contains($"\"{text}\"", Assert.Throws<FormatException>(() => FileModeText.Parse(text)).Message, StringComparison.Ordinal);
}
