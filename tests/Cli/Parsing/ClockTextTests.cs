using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class ClockTextTests
{
    [Theory]
    [InlineData("00:10", 10)]
    [InlineData("90:00", 5400)]
    [InlineData("1:02:03.5", 3723.5)]
    public void Parse_OfAClocksTime_IsThatTime(string text, double seconds) =>
        Assert.Equal(seconds, ClockText.Parse("end", text).TotalSeconds);

    [Theory]
    [InlineData("00:75")]
    [InlineData("-1")]
    [InlineData("10")]
    [InlineData("1:60:00")]
    [InlineData("00:00")]
    [InlineData(":10")]
    [InlineData("1:")]
    [InlineData("-1:10")]
    [InlineData("99999999999:00")]
    public void Parse_OfWhatIsNone_SaysWhatIsAllowed(string text)
    {
        var refusal = Assert.Throws<FormatException>(() => ClockText.Parse("end", text));

        Assert.Contains($"\"{text}\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("MM:SS", refusal.Message, StringComparison.Ordinal);
    }
}
