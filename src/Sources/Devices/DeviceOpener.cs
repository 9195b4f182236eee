namespace GiftGrab;

/// <summary>Opens GIFT-Grab's devices: the card itself, or its simulation where that is asked for.</summary>
internal static class DeviceOpener
{
    /// <exception cref="DeviceNotFoundException">No such card is in this machine.</exception>
    /// <exception cref="DeviceOfflineException">It is there, and gives nothing.</exception>
    public static LiveSource Open(Device device, SourceOptions options)
    {
        if (Simulation.IsAskedFor)
        {
            Simulation.Warn(device.ToString());
            SimulatedCardOptions card = SimulatedDevices.OptionsOf(device);
            return VideoSourceFactory.Open(
                new SimulatedCard(card with { TimeProvider = options.TimeProvider, FrameRate = options.FrameRate ?? card.FrameRate }), options);
        }

        IReadOnlyList<(string Path, string Name)> nodes = [.. CaptureNodes.Find().Select(node => (node.Path, node.Name))];
        string address = DeviceNames.AddressOf(device, nodes) ?? throw new DeviceNotFoundException(
            $"{device} is not in this machine; it has {(nodes.Count == 0 ? "no capture device" : string.Join(", ", nodes.Select(node => $"{node.Path} ({node.Name})")))}.");
        return (LiveSource)VideoSourceFactory.Create(address, options);
    }
}
