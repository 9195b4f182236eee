namespace GiftGrab;

/// <summary>Makes a picture in another pixel format: by our own vector code where that wins, else by FFmpeg's scaler.</summary>
internal static class FrameConverter
{
    /// <summary>Converts, and carries number, times and names over. The caller disposes the result.</summary>
    public static VideoFrame Convert(VideoFrame source, PixelFormat format)
    {
        if (source.Format.IsHardware)
        {
            return HardwareFrames.Download(source, format);
        }

        ColorDescription color = TargetColor(source, format);
        VideoFrame target = VideoFrame.Create(source.Width, source.Height, format, color);
        try
        {
            target.CopyPropertiesFrom(source);
            if (!VectorConversion.TryConvert(source, target))
            {
                Scaler.Convert(source, target);
            }
        }
        catch
        {
            target.Dispose();
            throw;
        }

        return target;
    }

    // YUV to YUV keeps matrix and range; where RGB comes in or goes out, what is usual for the size is taken.
    private static ColorDescription TargetColor(VideoFrame source, PixelFormat format)
    {
        ColorDescription color = source.Color;
        if (format.IsRgb != source.Format.IsRgb || format.IsGray != source.Format.IsGray)
        {
            color = color with { Range = ColorRange.Unspecified };
        }

        if (format.Name.StartsWith("yuvj", StringComparison.Ordinal))
        {
            color = color with { Range = ColorRange.Full };
        }

        return color.Resolve(format, source.Width, source.Height);
    }
}
