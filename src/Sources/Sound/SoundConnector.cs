namespace GiftGrab;

/// <summary>Connects to a device of sound.</summary>
internal sealed class SoundConnector(SoundInput input) : ILiveConnector
{
    private readonly SoundLosses _losses = new(input.Name);

    /// <inheritdoc/>
    public string Name => input.Name;

    /// <inheritdoc/>
    public bool CanReconnect => true;

    /// <inheritdoc/>
    public TimeSpan LostSound => _losses.Length;

    /// <inheritdoc/>
    public ILiveConnection Connect(TimeSpan timeout, CancellationToken stop)
    {
        if (!Demuxer.HasDevice(input.InputFormat))
        {
            throw new DeviceNotFoundException($"{Name} cannot be opened: this FFmpeg has no {input.InputFormat} devices; Debian's package libavdevice59 brings them.");
        }

        try
        {
            return SoundConnection.Open(input, _losses, timeout, stop);
        }
        catch (Exception failure) when (failure is FFmpegException or TimeoutException)
        {
            throw input.InputFormat == SoundInput.Pulse ? ExplainServer(failure) : ExplainAlsa(failure);
        }
    }

    private VideoSourceException ExplainServer(Exception failure)
    {
        IReadOnlyList<SoundDevice>? devices = failure is TimeoutException ? null : SoundDevices.OfServer(input.Server);
        if (devices is null)
        {
            string where = input.Server is null ? "PulseAudio, or PipeWire with pipewire-pulse, is one" : $"{input.Server} does not answer";
            return new DeviceNotFoundException($"{Name} cannot be opened: no audio server ({where}).", failure);
        }

        return input.Device.Length == 0 && devices.Count > 0
            ? new DeviceOfflineException($"{Name} cannot be opened: the audio server refuses ({Reason(failure)}).", failure)
            : devices.Any(device => device.Name == input.Device)
                ? new DeviceOfflineException($"{Name} cannot be opened: the audio server refuses it ({Reason(failure)}).", failure)
                : new DeviceNotFoundException($"{Name} is no source of the audio server; {SoundDevices.Names(devices)}.", failure);
    }

    private VideoSourceException ExplainAlsa(Exception failure)
    {
        IReadOnlyList<SoundDevice> devices = SoundDevices.OfAlsa(SoundDevices.OfServer(null) is not null);
        return failure is FFmpegException { Code: FFmpegDeviceError.Busy }
            ? new DeviceOfflineException($"{Name} cannot be opened: another program uses it.", failure)
            : failure is FFmpegException { Code: FFmpegDeviceError.Invalid }
                ? new DeviceOfflineException($"{Name} cannot be opened: it does not give {input.Channels} channels at {input.SampleRate} Hz; another rate=HERTZ or channels=N may fit.", failure)
                : new DeviceNotFoundException($"{Name} cannot be opened: ALSA has no such device ({Reason(failure)}); {SoundDevices.Names(devices)}.", failure);
    }

    private static string Reason(Exception failure) => failure is FFmpegException exception ? exception.Reason : "it does not answer in time";
}

/// <summary>Results of FFmpeg's ALSA device that have a meaning of their own: errno.h, below 0.</summary>
internal static class FFmpegDeviceError
{
    /// <summary>EBUSY.</summary>
    public const int Busy = -16;

    /// <summary>EINVAL.</summary>
    public const int Invalid = -22;
}
