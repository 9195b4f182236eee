namespace GiftGrab.Tests;

public sealed class FrameRateTests
{
    [Theory]
    [InlineData("30", 30, 1)]
    [InlineData("60/2", 30, 1)]
    [InlineData("30000/1001", 30000, 1001)]
    [InlineData("29.97", 2997, 100)]
    [InlineData("59.94", 2997, 50)]
    [InlineData("7.5", 15, 2)]
    public void Parse_LegalText_IsTheExactFraction(string text, int numerator, int denominator)
    {
        FrameRate rate = FrameRate.Parse(text);

        Assert.Equal((numerator, denominator), (rate.Numerator, rate.Denominator));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e9")]
    [InlineData("30/0")]
    [InlineData("fast")]
    [InlineData("1000000000")]
    public void Parse_Unusable_NamesTheValueAndWhatIsAllowed(string text)
    {
        var error = Assert.Throws<FormatException>(() => FrameRate.Parse(text));

        Assert.Contains($"\"{text}\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("above 0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30000.0 / 1001, 30000, 1001)]
    [InlineData(60000.0 / 1001, 60000, 1001)]
    [InlineData(24000.0 / 1001, 24000, 1001)]
    [InlineData(25.0, 25, 1)]
    public void FromDouble_CommonRates_AreRecognised(double value, int numerator, int denominator)
    {
        FrameRate rate = FrameRate.FromDouble(value);

        Assert.Equal((numerator, denominator), (rate.Numerator, rate.Denominator));
    }

    [Fact]
    public void TimeOf_TenMinutesOfNtsc_DoesNotDrift()
    {
        var rate = new FrameRate(30000, 1001);

        Assert.Equal(600_599_999_999 + 1, rate.TimeOf(18000));
    }
}
