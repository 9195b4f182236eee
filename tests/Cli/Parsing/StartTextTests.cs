using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class StartTextTests
{
    private static readonly DateTime Now = new DateTime(2026, 3, 4, 12, 30, 0, DateTimeKind.Local).ToUniversalTime();

    [Theory]
    [InlineData("22:00", 9.5)]
    [InlineData("9:15", 20.75)]
    [InlineData("2h", 2)]
    [InlineData("30m", 0.5)]
    public void Parse_OfAStart_IsThatManyHoursAway(string text, double hours) =>
        Assert.Equal(hours, (StartText.Parse(text, Now) - Now).TotalHours, 0.001);

    [Theory]
    [InlineData("25:00")]
    [InlineData("12:60")]
    [InlineData("1:02:03")]
    [InlineData("-1h")]
    [InlineData("soon")]
    public void Parse_OfWhatIsNone_SaysWhatIsAllowed(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => StartText.Parse(text, Now));

        Assert.Contains($"\"{text}\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("such as 22:00", refusal.Message, StringComparison.Ordinal);
    }
}
