namespace GiftGrab;

/// <summary>What an encoder has to know of the pictures that come.</summary>
internal readonly record struct PictureShape(int Width, int Height, PixelFormat Format, ColorDescription Color, PixelFormat DeviceFormat)
{
    /// <summary>Whether the pixels are in a device's memory.</summary>
    public bool IsOnDevice => Format.IsHardware;

    public static PictureShape Of(VideoFrame frame) =>
        new(frame.Width, frame.Height, frame.Format, frame.Color, HardwareFrames.FormatOnDevice(frame));

    /// <summary>The colours after a conversion, as <see cref="VideoFrame.ConvertTo"/> makes them.</summary>
    public ColorDescription ColorIn(PixelFormat format) => FrameConverter.ColorAfter(Color, Format, format, Width, Height);
}
