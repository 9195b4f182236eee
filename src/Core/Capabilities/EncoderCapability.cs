namespace GiftGrab;

/// <summary>Whether an encoder works on this machine, found out by opening it.</summary>
/// <param name="Name">FFmpeg's name, such as <c>libx264</c>.</param>
/// <param name="Codec">FFmpeg's name of what it makes, such as <c>h264</c>; empty where FFmpeg does not know the encoder.</param>
/// <param name="Hardware">The device it runs on; off for the processor.</param>
/// <param name="IsAvailable">Whether it opened.</param>
/// <param name="Reason">Why it did not; <see langword="null"/> where it did.</param>
/// <param name="PixelFormats">FFmpeg's names of the pixel formats it takes, the best first; empty where it takes any, and for sound.</param>
public sealed record EncoderCapability(
    string Name, string Codec, HardwareAcceleration Hardware, bool IsAvailable, string? Reason, IReadOnlyList<string> PixelFormats);
