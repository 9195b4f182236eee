namespace GiftGrab;

/// <summary>What is asked of a card.</summary>
/// <param name="InputFormat">FFmpeg's name of the kind of device: <c>v4l2</c>, <c>dshow</c>, <c>avfoundation</c> or <c>decklink</c>.</param>
/// <param name="Device">The card by the name that its kind gives it, such as <c>/dev/video0</c>.</param>
/// <param name="Size">Columns and rows; <see langword="null"/>: as the card is set.</param>
/// <param name="FrameRate">Pictures a second; <see langword="null"/>: as the card is set.</param>
/// <param name="Format">FFmpeg's name of the format that the card delivers; <see langword="null"/>: as the card is set.</param>
/// <param name="Input">The number of the input; <see langword="null"/>: as the card is set.</param>
internal sealed record CardMode(
    string InputFormat, string Device, (int Width, int Height)? Size, FrameRate? FrameRate, string? Format, int? Input);
