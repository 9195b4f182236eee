namespace GiftGrab;

/// <summary>GIFT-Grab's cards, simulated.</summary>
internal static class SimulatedDevices
{
    private static readonly (Device Device, string Name, SimulatedCardOptions Options)[] All =
    [
        (Device.DVI2PCIeDuo_DVI, "dvi", new SimulatedCardOptions { Width = 1920, Height = 1080, FrameRate = new FrameRate(60) }),
        (Device.DVI2PCIeDuo_SDI, "sdi", new SimulatedCardOptions { Width = 1920, Height = 1080, FrameRate = new FrameRate(30) }),
        (Device.DeckLinkSDI4K, "decklink-sdi-4k", new SimulatedCardOptions { Width = 1920, Height = 1080, FrameRate = new FrameRate(30), Format = PixelFormat.Uyvy }),
        (Device.DeckLink4KExtreme12G, "decklink-4k-extreme-12g", new SimulatedCardOptions { Width = 1920, Height = 1080, FrameRate = new FrameRate(30), Format = PixelFormat.Uyvy, IsStereo = true }),
    ];

    /// <summary>The device that an address means; <see langword="null"/> where it means none.</summary>
    public static Device? Find(string name)
    {
        int found = Array.FindIndex(All, one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
        return found < 0 ? null : All[found].Device;
    }

    /// <summary>A card that stands in for one of an address, of the size and rate that were asked of it.</summary>
    public static SimulatedCard InPlaceOf(string address, SourceOptions options)
    {
        var card = new SimulatedCardOptions { Name = options.Name ?? address, TimeProvider = options.TimeProvider };
        (int width, int height) = options.Capture?.Size ?? (card.Width, card.Height);
        return new SimulatedCard(card with { Width = width, Height = height, FrameRate = options.FrameRate ?? card.FrameRate });
    }

    /// <summary>What a device's simulation delivers.</summary>
    public static SimulatedCardOptions OptionsOf(Device device)
    {
        (_, string name, SimulatedCardOptions options) = Array.Find(All, one => one.Device == device);
        return options with { Name = $"sim:{name}" };
    }
}
