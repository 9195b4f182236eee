namespace GiftGrab.Tests;

[Collection("frames")]
public sealed class DeviceRegistryTests : LeakChecked
{
    private readonly List<SimulatedCard> _cards = [];
    private readonly DeviceRegistry _devices;

    public DeviceRegistryTests() => _devices = new DeviceRegistry((device, options) =>
    {
        var card = new SimulatedCard(SimulatedDevices.OptionsOf(device));
        _cards.Add(card);
        return VideoSourceFactory.Open(card, options);
    });

    [Fact]
    public void Get_SameDeviceAndColour_IsTheSameSource()
    {
        LiveSource first = _devices.Get(Device.DVI2PCIeDuo_DVI, PixelFormat.Bgra, new SourceOptions());
        LiveSource second = _devices.Get(Device.DVI2PCIeDuo_DVI, PixelFormat.Bgra, new SourceOptions());
        LiveSource other = _devices.Get(Device.DVI2PCIeDuo_SDI, PixelFormat.Bgra, new SourceOptions());

        Assert.Same(first, second);
        Assert.NotSame(first, other);
        Assert.Equal("DVI2PCIeDuo_DVI", first.Name);
        Assert.Equal((1920, 1080, PixelFormat.Bgra), (first.Width, first.Height, first.Format));
        Assert.Equal([1, 1], _cards.Select(card => card.Connections));
    }

    [Fact]
    public void Get_OtherColour_IsRefusedUntilFreed()
    {
        _devices.Get(Device.DeckLinkSDI4K, PixelFormat.Uyvy, new SourceOptions());

        DeviceAlreadyConnectedException error = Assert.Throws<DeviceAlreadyConnectedException>(
            () => _devices.Get(Device.DeckLinkSDI4K, PixelFormat.Bgra, new SourceOptions()));
        _devices.Free(Device.DeckLinkSDI4K);
        LiveSource again = _devices.Get(Device.DeckLinkSDI4K, PixelFormat.Bgra, new SourceOptions());

        Assert.Equal("DeckLinkSDI4K is in use with uyvy422; free it before it is used with bgra.", error.Message);
        Assert.Equal(PixelFormat.Bgra, again.Format);
        Assert.Equal([0, 1], _cards.Select(card => card.Connections));
    }

    [Fact]
    public void Get_AfterTheSourceWasDisposed_OpensTheDeviceAnew()
    {
        LiveSource first = _devices.Get(Device.DeckLink4KExtreme12G, PixelFormat.Uyvy, new SourceOptions());
        first.Dispose();
        LiveSource second = _devices.Get(Device.DeckLink4KExtreme12G, PixelFormat.Uyvy, new SourceOptions());

        Assert.NotSame(first, second);
        Assert.Equal(2160, second.Height);
    }

    [Fact]
    public void Free_OfWhatIsNotInUse_DoesNothing() => _devices.Free(Device.DeckLinkSDI4K);

    [Fact]
    public void Get_NoDevice_NamesThoseThereAre()
    {
        DeviceNotFoundException error = Assert.Throws<DeviceNotFoundException>(() => _devices.Get((Device)9, PixelFormat.Bgra, new SourceOptions()));

        Assert.Equal("There is no device 9; allowed are DVI2PCIeDuo_DVI, DVI2PCIeDuo_SDI, DeckLinkSDI4K, DeckLink4KExtreme12G.", error.Message);
    }

    protected override void Release()
    {
        foreach (Device device in Enum.GetValues<Device>())
        {
            _devices.Free(device);
        }
    }
}
