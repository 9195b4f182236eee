namespace GiftGrab;

/// <summary>What an encoder has to know of the pictures that come.</summary>
internal readonly record struct PictureShape(int Width, int Height, PixelFormat Format, ColorDescription Color, PixelFormat DeviceFormat)
{
    public static PictureShape Of(VideoFrame frame) =>
        new(frame.Width, frame.Height, frame.Format, frame.Color, frame.DeviceFormat);

    /// <summary>Whether an encoder reads the pictures in the device's memory where they are.</summary>
    public bool StaysOnDevice(EncoderKind kind, VideoEncoderOptions options) =>
        Format == HardwareDevice.FormatOf(kind.Hardware)
        && (options.PixelFormat is null || options.PixelFormat == DeviceFormat)
        && !(options.Lossless && DeviceFormat.IsRgb);

    /// <summary>The colours of the stream when a format is encoded.</summary>
    public ColorDescription ColorIn(PixelFormat format)
    {
        if (format != Format)
        {
            return FrameConverter.ColorAfter(Color, DeviceFormat, format, Width, Height);
        }

        // Encoders turn RGB in a device's memory into YUV themselves: NVENC by BT.601 in limited range, as FFmpeg's nvenc.c tags it.
        return Format.IsHardware && DeviceFormat.IsRgb
            ? Color with { Matrix = ColorMatrix.Bt470Bg, Range = ColorRange.Limited }
            : Color;
    }
}
