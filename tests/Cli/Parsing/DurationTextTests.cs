using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("4", 4)]
    [InlineData("2.5", 2.5)]
    [InlineData("10s", 10)]
    [InlineData("500ms", 0.5)]
    [InlineData("2m", 120)]
    [InlineData("1h30m", 5400)]
    [InlineData("00:10", 10)]
    [InlineData("90:00", 5400)]
    [InlineData("1:02:03.5", 3723.5)]
    public void Parse_AsPeopleWriteIt_IsThatLong(string text, double seconds) =>
        Assert.Equal(seconds, DurationText.Parse("duration", text).TotalSeconds, precision: 6);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("00:00", 0)]
    [InlineData("0s", 0)]
    [InlineData("2.5", 2.5)]
    public void ParseMoment_FromZeroOn_IsThatLong(string text, double seconds) =>
        Assert.Equal(seconds, DurationText.ParseMoment("moment", text).TotalSeconds, precision: 6);

    [Theory]
    [InlineData("")]
    [InlineData("-1s")]
    [InlineData("9000h")]
    public void ParseMoment_OfAnythingElse_SaysThatZeroIsAllowed(string text) => Assert.StartsWith(
        $"The moment \"{text}\" is not usable; allowed is a time from 0 to 366 days, such as",
        Assert.Throws<FormatException>(() => DurationText.ParseMoment("moment", text)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0s")]
    [InlineData("-1")]
    [InlineData("1:60")]
    [InlineData("1:2:3:4")]
    [InlineData("10 s")]
    [InlineData("s")]
    [InlineData("10x")]
    [InlineData("1h30")]
    [InlineData("1e3")]
    [InlineData("9000h")]
    public void Parse_OfAnythingElse_NamesItAndWhatIsAllowed(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => DurationText.Parse("duration", text));

        Assert.Contains($"The duration \"{text}\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("such as 10s", refusal.Message, StringComparison.Ordinal);
    }
}
