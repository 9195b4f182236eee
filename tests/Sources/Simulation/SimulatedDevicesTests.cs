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

    public static TheoryData<string, SourceOptions, string> Contradictions => new()
    {
        { "/dev/video0,size=320x240", new() { Capture = new() { Size = (640, 480) } }, "names the size 320x240, and the size 640x480 is asked for" },
        { "/dev/video0@25", new() { FrameRate = new FrameRate(50) }, "names the rate 25, and the rate 50 is asked for" },
    };

    // A card that is there reads its address the same way.
    [Theory]
    [MemberData(nameof(Contradictions))]
    public void InPlaceOf_AnAddressThatTheOptionsContradict_IsRefusedAndNamesBoth(string target, SourceOptions options, string says) => Assert.StartsWith(
        $"v4l2:{target} {says}",
        Assert.Throws<SourceAddressException>(() => SimulatedDevices.InPlaceOf("v4l2", target, options)).Message,
        StringComparison.Ordinal);
}
