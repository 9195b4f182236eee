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

    // What the decoder makes of them is what a source delivers.
    private static readonly string[] Compressed = ["mjpeg", "h264", "hevc"];

    /// <summary>The device that an address means; <see langword="null"/> where it means none.</summary>
    public static Device? Find(string name)
    {
        int found = Array.FindIndex(All, one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
        return found < 0 ? null : All[found].Device;
    }

    /// <summary>The kinds of cards that are simulated where that is asked for.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["v4l2", "decklink"];

    /// <summary>A card that stands in for one of an address, in the mode that was asked of it. It has one input.</summary>
    /// <exception cref="SourceAddressException">The address is not understood, or asks for what the simulation has not.</exception>
    public static SimulatedCard InPlaceOf(string kind, string target, SourceOptions options)
    {
        CardMode mode = CardAddress.Parse(kind, target, options);
        if (mode.Input > 0)
        {
            throw new SourceAddressException($"{kind}:{mode.Device} is simulated and has no input {mode.Input}; allowed is 0.");
        }

        var card = new SimulatedCardOptions { Name = options.Name ?? $"{kind}:{mode.Device}", TimeProvider = options.TimeProvider };
        (int width, int height) = mode.Size ?? (card.Width, card.Height);
        return new SimulatedCard(card with
        {
            Width = width,
            Height = height,
            FrameRate = mode.FrameRate ?? card.FrameRate,
            Format = mode.Format is null || Compressed.Contains(mode.Format) ? card.Format : FormatOf(kind, mode),
        });
    }

    private static PixelFormat FormatOf(string kind, CardMode mode)
    {
        try
        {
            return PixelFormat.Parse(mode.Format!);
        }
        catch (FormatException exception)
        {
            throw new SourceAddressException($"{kind}:{mode.Device} is simulated and has no format {mode.Format}: {exception.Message}", exception);
        }
    }

    /// <summary>What a device's simulation delivers.</summary>
    public static SimulatedCardOptions OptionsOf(Device device)
    {
        (_, string name, SimulatedCardOptions options) = Array.Find(All, one => one.Device == device);
        return options with { Name = $"sim:{name}" };
    }
}
