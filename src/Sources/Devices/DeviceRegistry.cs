namespace GiftGrab;

/// <summary>The devices that are in use: one source for each, whoever asks for it.</summary>
/// <param name="open">Opens a device with a colour; called under no lock of others, one at a time.</param>
internal sealed class DeviceRegistry(Func<Device, SourceOptions, LiveSource> open)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Device, (PixelFormat Colour, LiveSource Source)> _connected = [];

    /// <summary>The source of a device: the one in use, or a new one.</summary>
    /// <exception cref="DeviceAlreadyConnectedException">It is in use with another colour.</exception>
    public LiveSource Get(Device device, PixelFormat colour, SourceOptions options)
    {
        if (!Enum.IsDefined(device))
        {
            throw new DeviceNotFoundException($"There is no device {(int)device}; allowed are {string.Join(", ", Enum.GetNames<Device>())}.");
        }

        if (options.Format is { } format && format != colour)
        {
            throw new VideoSourceException($"{device} was asked for in {colour.Name} and in {format.Name}; allowed is one of them.");
        }

        lock (_gate)
        {
            if (_connected.TryGetValue(device, out (PixelFormat Colour, LiveSource Source) known) && known.Source.State != LiveState.Stopped)
            {
                return known.Colour == colour
                    ? known.Source
                    : throw new DeviceAlreadyConnectedException($"{device} is in use with {known.Colour.Name}; free it before it is used with {colour.Name}.");
            }

            LiveSource source = open(device, options with { Format = colour, Name = options.Name ?? device.ToString() });
            _connected[device] = (colour, source);
            return source;
        }
    }

    /// <summary>Stops and disposes the source of a device; one that is not in use is none's loss.</summary>
    public void Free(Device device)
    {
        LiveSource? source;
        lock (_gate)
        {
            source = _connected.Remove(device, out (PixelFormat Colour, LiveSource Source) known) ? known.Source : null;
        }

        source?.Dispose();
    }
}
