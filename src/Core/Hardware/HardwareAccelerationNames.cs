namespace GiftGrab;

/// <summary>The names under which people ask for a device.</summary>
public static class HardwareAccelerationNames
{
    /// <summary>What <see cref="Parse"/> understands, for messages.</summary>
    public const string Allowed = "auto, off, nvenc (or nvdec, cuda), vaapi, qsv";

    /// <summary>Reads a name.</summary>
    /// <param name="name">One of <see cref="Allowed"/>, in any case.</param>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static HardwareAcceleration Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.ToLowerInvariant() switch
        {
            "off" => HardwareAcceleration.Off,
            "auto" => HardwareAcceleration.Auto,
            "nvenc" or "nvdec" or "cuda" => HardwareAcceleration.Nvidia,
            "vaapi" => HardwareAcceleration.VaApi,
            "qsv" => HardwareAcceleration.QuickSync,
            _ => throw new FormatException($"The hardware \"{name}\" is not known; allowed are {Allowed}."),
        };
    }

    /// <summary>The usual short name of a device kind.</summary>
    /// <param name="acceleration">The kind.</param>
    public static string NameOf(HardwareAcceleration acceleration) => acceleration switch
    {
        HardwareAcceleration.Auto => "auto",
        HardwareAcceleration.Nvidia => "cuda",
        HardwareAcceleration.VaApi => "vaapi",
        HardwareAcceleration.QuickSync => "qsv",
        _ => "off",
    };
}
