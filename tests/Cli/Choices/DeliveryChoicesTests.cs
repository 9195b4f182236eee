using GiftGrab.Cli;

namespace GiftGrab.Tests;

public sealed class DeliveryChoicesTests
{
    [Theory]
    [InlineData("sim:320x240@5", 32)]
    [InlineData("sim:320x240@30", 60)]
    [InlineData("sim:320x240@60", 120)]
    [InlineData("sim:1920x1080@60", 64)]
    [InlineData("sim:1920x1080@60,format=yuv420p10le", 32)]
    [InlineData("sim:3840x2160@60", 32)]
    public void CapacityFor_ASource_IsTwoSecondsOfALiveOneWithinReason(string address, int frames)
    {
        using VideoSource source = VideoSourceFactory.Create(address);

        Assert.Equal(frames, DeliveryChoices.CapacityFor(source));
    }
}
