namespace GiftGrab;

/// <summary>How the drivers call GIFT-Grab's cards.</summary>
internal static class DeviceNames
{
    // Both inputs of Epiphan's card have a node of the same driver; the input stands in the node's name, or they come in this order.
    private static readonly (Device Device, string Card, string Input, int Order)[] Nodes =
    [
        (Device.DVI2PCIeDuo_DVI, "DVI2PCIe", "DVI", 0),
        (Device.DVI2PCIeDuo_SDI, "DVI2PCIe", "SDI", 1),
    ];

    private static readonly (Device Device, string Name)[] DeckLinks =
    [
        (Device.DeckLinkSDI4K, "DeckLink SDI 4K"),
        (Device.DeckLink4KExtreme12G, "DeckLink 4K Extreme 12G"),
    ];

    /// <summary>The address of a device on this machine; <see langword="null"/> where there is none.</summary>
    /// <param name="device">The device.</param>
    /// <param name="nodes">Path and driver's name of each Video4Linux node.</param>
    public static string? AddressOf(Device device, IReadOnlyList<(string Path, string Name)> nodes)
    {
        if (Array.Find(DeckLinks, one => one.Device == device).Name is { } deckLink)
        {
            return $"decklink:{deckLink}";
        }

        (_, string card, string input, int order) = Array.Find(Nodes, one => one.Device == device);
        (string Path, string Name)[] inputs = [.. nodes.Where(node => node.Name.Contains(card, StringComparison.OrdinalIgnoreCase))];
        string? path = inputs.FirstOrDefault(node => HasInput(node.Name, card, input)).Path
            ?? inputs.Where(node => !Nodes.Any(one => HasInput(node.Name, card, one.Input))).ElementAtOrDefault(order).Path;
        return path is null ? null : $"v4l2:{path}";
    }

    private static bool HasInput(string name, string card, string input) =>
        name.Replace(card, string.Empty, StringComparison.OrdinalIgnoreCase).Contains(input, StringComparison.OrdinalIgnoreCase);
}
