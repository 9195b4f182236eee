using System.Text.Json.Serialization;

namespace GiftGrab.Cli;

/// <summary>What <c>giftgrab devices --json</c> prints.</summary>
internal sealed record DevicesFact(
    IReadOnlyList<CameraFact> Cameras,
    IReadOnlyList<Display> Screens,
    IReadOnlyList<SoundDevice> Sounds,
    IReadOnlyList<HardwareFact> Hardware);

/// <summary>A camera or grabber card, and what it offers.</summary>
internal sealed record CameraFact(
    string Path, string Name, bool IsAccessible, IReadOnlyList<string> Inputs, IReadOnlyList<CameraFormatFact> Formats)
{
    /// <summary>What it offers, for people.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Summary { get; init; } = [];
}

/// <summary>A format of a camera, by its driver's code.</summary>
internal sealed record CameraFormatFact(string Code, string Description, IReadOnlyList<CameraSizeFact> Sizes);

/// <summary>A size, or a range of sizes, and the rates in it.</summary>
internal sealed record CameraSizeFact(string Size, IReadOnlyList<string> Rates);

/// <summary>A device that encodes and decodes.</summary>
internal sealed record HardwareFact(string Name, bool Works, string? Reason, IReadOnlyList<EncoderFact> Encoders);

/// <summary>An encoder.</summary>
internal sealed record EncoderFact(string Name, string Codec, bool Works, string? Reason);

/// <summary>What <c>giftgrab doctor --json</c> prints.</summary>
internal sealed record DoctorFact(bool Ok, IReadOnlyList<CheckFact> Checks);

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Ok">Whether it is there and works.</param>
/// <param name="Required">Whether recording needs it.</param>
/// <param name="Detail">What was found, or what is missing and how to get it.</param>
internal sealed record CheckFact(string Name, bool Ok, bool Required, string Detail);
