using System.Collections.Concurrent;

namespace GiftGrab;

/// <summary>What works on this machine, and why not.</summary>
/// <remarks>
/// <para>Nothing is looked at before it is asked for: asking for one encoder opens that one only. Answers about encoders
/// and devices are kept for the life of the process, so a device plugged in later is not seen.</para>
/// <para>May be called from any thread.</para>
/// </remarks>
public static class Capabilities
{
    private static readonly ConcurrentDictionary<string, Lazy<EncoderCapability>> ProbedEncoders = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<HardwareAcceleration, Lazy<HardwareDeviceCapability>> ProbedDevices = new();

    /// <summary>FFmpeg's version as its makers write it, such as <c>5.1.6-0+deb12u1</c>.</summary>
    /// <exception cref="GiftGrabException">FFmpeg is not installed, or in another version.</exception>
    public static string FFmpegVersion => FFmpegInventory.Version;

    /// <summary>FFmpeg's libraries, each with its version or with what is wrong.</summary>
    public static IReadOnlyList<LibraryCapability> Libraries => FFmpegInventory.Libraries();

    /// <summary>Begins to load FFmpeg's libraries on another thread, for a program that will need them and has something else
    /// to do meanwhile. What is missing or of another version is told where it is first needed.</summary>
    public static void LoadAhead() => new Thread(FFmpegInventory.Load) { IsBackground = true, Name = "load FFmpeg" }.UnsafeStart();

    /// <summary>FFmpeg's names of the codecs that the library can encode where an encoder is here: pictures first, then sound.</summary>
    public static IReadOnlyList<string> Codecs { get; } = [.. EncoderTable.Codecs];

    /// <summary>The kinds of devices, in the order in which <see cref="HardwareAcceleration.Auto"/> tries them.</summary>
    public static IReadOnlyList<HardwareDeviceCapability> Devices => [.. HardwareDevice.Kinds.Select(Device)];

    /// <summary>All pixel formats that FFmpeg knows.</summary>
    public static IReadOnlyList<PixelFormatCapability> PixelFormats => FFmpegInventory.PixelFormats();

    /// <summary>The encoders of a codec, the processor's before the devices', each opened to find out.</summary>
    /// <param name="codec">A name from <see cref="Codecs"/>; <c>h265</c>, <c>xvid</c>, <c>raw</c> and <c>pcm</c> are understood too.</param>
    /// <exception cref="FormatException">The codec is none of them.</exception>
    public static IReadOnlyList<EncoderCapability> Encoders(string codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        string name = EncoderTable.CodecOf(codec);
        EncoderCapability[] found = [.. EncoderTable.All.Where(known => known.Codec == name).Select(known => Encoder(known.Name))];
        return found.Length > 0 ? found : throw new FormatException(
            $"The codec \"{codec}\" is not one that is encoded; allowed are {string.Join(", ", Codecs)}.");
    }

    /// <summary>Whether one encoder works, found out by opening it once.</summary>
    /// <param name="name">FFmpeg's name of an encoder, such as <c>hevc_nvenc</c>; any that FFmpeg has.</param>
    public static EncoderCapability Encoder(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ProbedEncoders.GetOrAdd(name, static name => new(() => EncoderProbe.Describe(name))).Value;
    }

    /// <summary>Whether a codec can be decoded.</summary>
    /// <param name="codec">FFmpeg's name, such as <c>hevc</c>; those of <see cref="Encoders"/> are understood too.</param>
    public static DecoderCapability Decoder(string codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return FFmpegInventory.Decoder(EncoderTable.CodecOf(codec));
    }

    /// <summary>Whether a container can be read and written.</summary>
    /// <param name="name">A usual extension, such as <c>mkv</c>, or FFmpeg's name.</param>
    public static ContainerCapability Container(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FFmpegInventory.Container(name);
    }

    /// <summary>Whether a kind of device works, found out by opening the first one once.</summary>
    /// <param name="kind">A kind of device.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one device's.</exception>
    public static HardwareDeviceCapability Device(HardwareAcceleration kind) => HardwareDevice.Kinds.Contains(kind)
        ? ProbedDevices.GetOrAdd(kind, static kind => new(() => HardwareDevice.Describe(kind))).Value
        : throw new ArgumentOutOfRangeException(
            nameof(kind), kind, $"{kind} is no kind of device; allowed are {string.Join(", ", HardwareDevice.Kinds)}.");
}
