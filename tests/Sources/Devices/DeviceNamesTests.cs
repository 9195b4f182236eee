namespace GiftGrab.Tests;

public sealed class DeviceNamesTests
{
    private static readonly (string, string)[] Alike = [("/dev/video0", "HD Webcam"), ("/dev/video1", "Epiphan DVI2PCIe Duo"), ("/dev/video2", "Epiphan DVI2PCIe Duo")];
    private static readonly (string, string)[] Named = [("/dev/video3", "DVI2PCIe Duo SDI"), ("/dev/video4", "DVI2PCIe Duo DVI")];

    [Fact]
    public void AddressOf_InputsOfOneName_ComeInTheirOrder() =>
        Assert.Equal(["v4l2:/dev/video1", "v4l2:/dev/video2"], Both(Alike));

    [Fact]
    public void AddressOf_InputsWithNames_AreFoundByThem() =>
        Assert.Equal(["v4l2:/dev/video4", "v4l2:/dev/video3"], Both(Named));

    [Fact]
    public void AddressOf_NoSuchCard_IsNone() => Assert.Equal([null, null], Both([("/dev/video0", "HD Webcam")]));

    [Theory]
    [InlineData(Device.DeckLinkSDI4K, "decklink:DeckLink SDI 4K")]
    [InlineData(Device.DeckLink4KExtreme12G, "decklink:DeckLink 4K Extreme 12G")]
    public void AddressOf_DeckLink_IsItsName(Device device, string address) => Assert.Equal(address, DeviceNames.AddressOf(device, []));

    private static IEnumerable<string?> Both((string, string)[] nodes) =>
        [DeviceNames.AddressOf(Device.DVI2PCIeDuo_DVI, nodes), DeviceNames.AddressOf(Device.DVI2PCIeDuo_SDI, nodes)];
}
