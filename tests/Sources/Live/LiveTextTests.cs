namespace GiftGrab.Tests;

public sealed class LiveTextTests
{
    [Theory]
    [InlineData("udp://host:1 is lost: it broke.", "it broke.")]
    [InlineData("udp://host:1 gives no picture.", "it gives no picture.")]
    [InlineData("The card is not plugged in.", "The card is not plugged in.")]
    public void ReasonOf_AFailure_NamesTheSourceNotAgain(string message, string reason) =>
        Assert.Equal(reason, LiveText.ReasonOf("udp://host:1", message));
}
