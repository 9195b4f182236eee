namespace GiftGrab;

/// <summary>A pixel format that FFmpeg knows.</summary>
/// <param name="Name">FFmpeg's name.</param>
/// <param name="BitDepth">Bits of the deepest component.</param>
/// <param name="PlaneCount">How many planes a picture has.</param>
/// <param name="IsHardware">Whether the pixels are in a device's memory.</param>
/// <param name="CanConvertFrom">Whether frames of this format can be converted into others on the processor.</param>
/// <param name="CanConvertTo">Whether other frames can be converted into this format on the processor.</param>
public sealed record PixelFormatCapability(
    string Name, int BitDepth, int PlaneCount, bool IsHardware, bool CanConvertFrom, bool CanConvertTo);
