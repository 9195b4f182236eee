namespace GiftGrab;

/// <summary>Opens GIFT-Grab's devices: the card itself, or its simulation where that is asked for.</summary>
internal static class DeviceOpener
{
    private const string NodeNames = "/sys/class/video4linux";

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

        IReadOnlyList<(string Path, string Name)> nodes = FindNodes(NodeNames);
        string address = DeviceNames.AddressOf(device, nodes) ?? throw new DeviceNotFoundException(
            $"{device} is not in this machine; it has {(nodes.Count == 0 ? "no capture device" : string.Join(", ", nodes.Select(node => $"{node.Path} ({node.Name})")))}.");
        return (LiveSource)VideoSourceFactory.Create(address, options);
    }

    /// <summary>Path and driver's name of each Video4Linux node.</summary>
    public static IReadOnlyList<(string Path, string Name)> FindNodes(string folder) => !Directory.Exists(folder)
        ? []
        :
        [
            .. Directory.EnumerateDirectories(folder, "video*").Order(StringComparer.Ordinal)
                .Where(node => File.Exists(Path.Combine(node, "name")))
                .Select(node => ($"/dev/{Path.GetFileName(node)}", File.ReadAllText(Path.Combine(node, "name")).Trim())),
        ];
}
