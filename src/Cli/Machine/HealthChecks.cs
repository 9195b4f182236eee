namespace GiftGrab.Cli;

/// <summary>What recording needs and can use, looked at one by one.</summary>
internal static class HealthChecks
{
    /// <summary>Less free space than this is not enough to begin a recording, in bytes.</summary>
    private const long LeastFreeSpace = 100_000_000;

    /// <param name="folder">Where recordings would go.</param>
    public static IEnumerable<CheckFact> Run(string folder)
    {
        bool librariesLoad = true;
        foreach (LibraryCapability library in Capabilities.Libraries)
        {
            librariesLoad &= library.IsAvailable;
            yield return new CheckFact(
                library.Name, library.IsAvailable, Required: true, library.IsAvailable ? $"version {library.Version}" : library.Reason!);
        }

        // Without its libraries FFmpeg answers nothing, and the reason is said already.
        if (librariesLoad)
        {
            foreach (string codec in Capabilities.Codecs)
            {
                yield return Encoding(codec);
            }

            foreach (HardwareDeviceCapability device in Capabilities.Devices)
            {
                yield return new CheckFact($"hardware {device.Name}", device.IsAvailable, Required: false, device.Reason ?? "opens");
            }
        }

        yield return X11();
        yield return Pulse();
        yield return Video4Linux();
        yield return FreeSpace(folder);
    }

    private static CheckFact Encoding(string codec)
    {
        IReadOnlyList<EncoderCapability> encoders = Capabilities.Encoders(codec);
        string[] working = [.. encoders.Where(encoder => encoder.IsAvailable).Select(encoder => encoder.Name)];
        return new CheckFact(
            $"encoding {codec}",
            working.Length > 0,
            Required: true,
            working.Length > 0 ? string.Join(", ", working) : string.Join("; ", encoders.Select(encoder => encoder.Reason)));
    }

    private static CheckFact X11()
    {
        string? name = Environment.GetEnvironmentVariable("DISPLAY");
        IReadOnlyList<Display> displays = Displays.Find(name);
        string others = displays.Count == 0 ? string.Empty : $"; here are {string.Join(", ", displays.Select(display => display.Name))}";
        return string.IsNullOrEmpty(name) ? new CheckFact("X11", false, Required: false, $"DISPLAY is not set{others}")
            : Displays.NumberOf(name) is null ? new CheckFact("X11", true, Required: false, $"{name} is not a display of this machine and was not tried")
            : displays.Any(display => display.IsCurrent && display.Answers) ? new CheckFact("X11", true, Required: false, $"display {name}")
            : new CheckFact("X11", false, Required: false, $"DISPLAY names {name}, where no server answers{others}");
    }

    private static CheckFact Pulse()
    {
        string? server = SoundServer.Find(out string reason);
        return new CheckFact("pulse", server is not null, Required: false, server ?? reason);
    }

    private static CheckFact Video4Linux()
    {
        IReadOnlyList<CaptureNode> nodes = CaptureNodes.Find();
        string[] closed = [.. nodes.Where(node => !node.IsAccessible).Select(node => node.Path)];
        return nodes.Count == 0 ? new CheckFact("V4L2", false, Required: false, "no /dev/video* exists")
            : closed.Length > 0 ? new CheckFact("V4L2", false, Required: false, $"this user may not open {string.Join(", ", closed)}; is it in the group video?")
            : new CheckFact("V4L2", true, Required: false, string.Join(", ", nodes.Select(node => $"{node.Path} ({node.Name})")));
    }

    private static CheckFact FreeSpace(string folder)
    {
        try
        {
            long free = DiskSpace.Free(folder) ?? 0;
            return new CheckFact(
                "free space", free >= LeastFreeSpace, Required: true,
                free >= LeastFreeSpace
                    ? $"{Units.Bytes(free)} in {folder}"
                    : $"{Units.Bytes(free)} in {folder}; a recording needs at least {Units.Bytes(LeastFreeSpace)}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new CheckFact("free space", false, Required: true, $"{folder}: {IOErrors.Describe(exception)}");
        }
    }
}
