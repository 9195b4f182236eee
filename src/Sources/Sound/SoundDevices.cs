namespace GiftGrab;

/// <summary>A device that gives sound.</summary>
/// <param name="Address">The address of its source, such as <c>pulse:alsa_input.usb-mic</c>.</param>
/// <param name="Name">The server's or driver's own name of it.</param>
/// <param name="Description">What people call it.</param>
/// <param name="IsDefault">Whether it is the one that is taken where none is named.</param>
public sealed record SoundDevice(string Address, string Name, string Description, bool IsDefault);

/// <summary>The devices of this machine that give sound: the sound server's sources, and those of ALSA.</summary>
public static class SoundDevices
{
    // ALSA's plug-ins that convert what comes from another device: its packages name them as if they gave sound themselves.
    private static readonly string[] Converters = ["null", "lavrate", "samplerate", "speexrate", "speex", "upmix", "vdownmix", "oss", "jack"];

    /// <summary>Lists the sources of the sound server, then those of ALSA.</summary>
    /// <param name="server">The PulseAudio server; <see langword="null"/>: the environment variable <c>PULSE_SERVER</c>, else the user's own.</param>
    /// <returns>None where there is neither.</returns>
    public static IReadOnlyList<SoundDevice> Find(string? server = null)
    {
        IReadOnlyList<SoundDevice>? served = OfServer(server);
        return [.. served ?? [], .. OfAlsa(served is not null)];
    }

    /// <summary>The device that a name means, its own or, in any case of letters, what people call it.</summary>
    /// <param name="name">As <see cref="Find"/> lists it.</param>
    /// <param name="server">As in <see cref="Find"/>.</param>
    /// <returns><see langword="null"/> where no device is called so.</returns>
    public static SoundDevice? FindNamed(string name, string? server = null) => Named(name, Find(server));

    /// <summary>The one of some devices that a name means.</summary>
    internal static SoundDevice? Named(string name, IReadOnlyList<SoundDevice> devices) =>
        devices.FirstOrDefault(found => found.Name == name)
        ?? devices.FirstOrDefault(found => found.Description.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The sources of the sound server; <see langword="null"/> where none answers.</summary>
    internal static IReadOnlyList<SoundDevice>? OfServer(string? server)
    {
        try
        {
            return [.. DeviceList.OfPulse(server ?? SoundServer.Asked).Select(device => Describe(SoundInput.Pulse, device))];
        }
        catch (FFmpegException)
        {
            return null;
        }
    }

    /// <summary>What ALSA's configuration names; it need not be there.</summary>
    /// <param name="hasServer">Whether a sound server answers, which ALSA's device of that name leads to.</param>
    internal static IReadOnlyList<SoundDevice> OfAlsa(bool hasServer) => Demuxer.HasDevice(SoundInput.Alsa)
        ? [.. AlsaDevices.Read()
            .Where(device => !Converters.Contains(device.Name) && (hasServer || device.Name != SoundInput.Pulse))
            .Select(device => Describe(SoundInput.Alsa, device))]
        : [];

    /// <summary>The devices as one line of a message.</summary>
    internal static string Names(IReadOnlyList<SoundDevice> devices) =>
        devices.Count == 0 ? "there are none" : $"there are {string.Join(", ", devices.Select(device => device.Address))}";

    private static SoundDevice Describe(string kind, ListedDevice device) =>
        new($"{kind}:{device.Name}", device.Name, device.Description.ReplaceLineEndings(", "), device.IsDefault);
}
