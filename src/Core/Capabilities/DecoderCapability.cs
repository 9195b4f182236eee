namespace GiftGrab;

/// <summary>Whether this FFmpeg decodes a codec.</summary>
/// <param name="Codec">FFmpeg's name of the codec, such as <c>hevc</c>.</param>
/// <param name="Decoder">FFmpeg's name of the decoder; empty where there is none.</param>
/// <param name="IsAvailable">Whether there is a decoder.</param>
/// <param name="Reason">Why not; <see langword="null"/> where there is one.</param>
/// <param name="Hardware">The devices on which this FFmpeg can decode the codec, present or not.</param>
public sealed record DecoderCapability(
    string Codec, string Decoder, bool IsAvailable, string? Reason, IReadOnlyList<HardwareAcceleration> Hardware);
