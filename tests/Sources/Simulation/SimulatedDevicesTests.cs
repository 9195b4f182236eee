namespace GiftGrab.Tests;

public sealed class SimulatedDevicesTests
{
    [Fact]
    public void InPlaceOf_AnAddressWithAMode_DeliversThatMode()
    {
        SimulatedCardOptions card = SimulatedDevices.InPlaceOf("v4l2", "/dev/video0@25,size=640x480,format=YUYV,input=0", new SourceOptions()).Options;

        Assert.Equal((640, 480, new FrameRate(25), "yuyv422", "v4l2:/dev/video0"), (card.Width, card.Height, card.FrameRate, card.Format.Name, card.Name));
    }

    [Fact]
    public void InPlaceOf_ACompressedMode_DeliversPictures()
    {
        SimulatedCardOptions card = SimulatedDevices.InPlaceOf("v4l2", "/dev/video0,format=MJPG", new SourceOptions()).Options;

        Assert.Equal(new SimulatedCardOptions().Format, card.Format);
    }

    [Theory]
    [InlineData("/dev/video0,format=ZZZZ", "ZZZZ")]
    [InlineData("/dev/video0,input=9", "input 9; allowed is 0")]
    [InlineData("/dev/video0,size=0x9", "WIDTHxHEIGHT")]
    [InlineData("/dev/video0,colour=red", "colour=red")]
    public void InPlaceOf_WhatNoCardHas_IsRefused(string target, string says) => Assert.Contains(
        says,
        Assert.Throws<SourceAddressException>(() => SimulatedDevices.InPlaceOf("v4l2", target, new SourceOptions())).Message,
        StringComparison.Ordinal);
}
