namespace GiftGrab;

/// <summary>Makes sources of sound: microphones, and the sound of files.</summary>
/// <remarks>Every member may be called from any thread.</remarks>
public static class AudioSourceFactory
{
    /// <summary>What <see cref="Create"/> understands, for messages.</summary>
    public const string Allowed = "pulse: (the default source), pulse:NAME, alsa:DEVICE, the name of a device in giftgrab devices, or a file with sound";

    /// <summary>Opens the source that an address names. Dispose it.</summary>
    /// <param name="address"><c>pulse:</c>, <c>pulse:NAME</c>, <c>alsa:DEVICE</c>, each followed by any of <c>,rate=HERTZ</c>,
    /// <c>,channels=N</c> and (of pulse) <c>,fragment=10ms</c>; the name or description of a device in <see cref="SoundDevices"/>; or
    /// the path of a file with sound.</param>
    /// <param name="options">What is asked of it; <see langword="null"/>: what is usual for its kind.</param>
    /// <exception cref="DeviceNotFoundException">There is no such device, or no audio server.</exception>
    /// <exception cref="DeviceOfflineException">The device is there, and cannot be used.</exception>
    /// <exception cref="VideoSourceException">The address is not understood, the file has no sound, or an option is not possible.</exception>
    public static AudioInput Create(string address, AudioSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new AudioSourceOptions();
        if (Find(address, options.Server) is { } found)
        {
            return CreateDevice(found.Kind, found.Target, options);
        }

        RefuseForFiles(address, options);
        return new FileAudioReader(address, options);
    }

    /// <summary>Whether an address names a device of sound by its kind: <c>pulse:</c> or <c>alsa:</c>.</summary>
    /// <param name="address">The address.</param>
    public static bool IsDevice(string address) => Split(address) is not null;

    private static LiveAudioSource CreateDevice(string kind, string target, AudioSourceOptions options) =>
        new(new SoundConnector(SoundAddress.Parse(kind, target, options)), options);

    private static (string Kind, string Target)? Find(string address, string? server)
    {
        if (Split(address) is { } device)
        {
            return device;
        }

        if (address.Trim().Length == 0)
        {
            throw new SourceAddressException($"The source of sound is empty; allowed are {Allowed}.");
        }

        if (File.Exists(address))
        {
            return null;
        }

        IReadOnlyList<SoundDevice> devices = SoundDevices.Find(server);
        SoundDevice named = SoundDevices.Named(address, devices) ?? throw Missing(address, devices);
        return Split(named.Address);
    }

    // With an extension it was meant as a file.
    private static VideoSourceException Missing(string address, IReadOnlyList<SoundDevice> devices)
    {
        string named = $"The source of sound \"{Credentials.RedactMissing(address)}\"";
        return Directory.Exists(address) ? new SourceFileNotFoundException($"{named} is a folder; allowed are a file and a device.")
            : Path.HasExtension(address) ? new SourceFileNotFoundException($"{named} does not exist, as a file or as a device.")
            : new DeviceNotFoundException($"{named} is neither a file nor a device; {SoundDevices.Names(devices)}.");
    }

    private static (string Kind, string Target)? Split(string address)
    {
        string? kind = SoundAddress.Kinds.FirstOrDefault(kind => address.StartsWith($"{kind}:", StringComparison.OrdinalIgnoreCase));
        return kind is null || File.Exists(address) ? null : (kind, address[(kind.Length + 1)..]);
    }

    private static void RefuseForFiles(string path, AudioSourceOptions options)
    {
        if (options.SampleRate is not null || options.Channels is not null || options.Fragment is not null || options.Live is not null)
        {
            throw new VideoSourceException(
                $"A sample rate, channels, a fragment and what happens at a loss cannot be asked of {path}: it is a file, and has its own.");
        }
    }
}
