namespace GiftGrab;

/// <summary>Makes a picture in another pixel format: by our own vector code where that wins, else by FFmpeg's scaler.</summary>
internal static class FrameConverter
{
    /// <summary>Converts, and carries number, times and names over. The caller disposes the result.</summary>
    /// <param name="source">Any frame.</param>
    /// <param name="format">The wanted format.</param>
    /// <param name="isPacked">Whether rows and planes follow each other without a gap.</param>
    public static VideoFrame Convert(VideoFrame source, PixelFormat format, bool isPacked = false)
    {
        if (source.Format.IsHardware)
        {
            VideoFrame downloaded = HardwareFrames.Download(source, format);
            if (!isPacked)
            {
                return downloaded;
            }

            using (downloaded)
            {
                return downloaded.ToPacked(format);
            }
        }

        ColorDescription color = ColorAfter(source.Color, source.Format, format, source.Width, source.Height);
        VideoFrame target = isPacked
            ? VideoFrame.CreatePacked(source.Width, source.Height, format, color)
            : VideoFrame.Create(source.Width, source.Height, format, color);
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

    /// <summary>The colours of a picture after a conversion: YUV to YUV keeps matrix and range; where RGB comes in or
    /// goes out, what is usual for the size is taken.</summary>
    public static ColorDescription ColorAfter(ColorDescription color, PixelFormat source, PixelFormat target, int width, int height)
    {
        if (source == target)
        {
            return color;
        }

        if (target.IsRgb != source.IsRgb || target.IsGray != source.IsGray)
        {
            color = color with { Range = ColorRange.Unspecified };
        }

        if (target.Name.StartsWith("yuvj", StringComparison.Ordinal))
        {
            color = color with { Range = ColorRange.Full };
        }

        return color.Resolve(target, width, height);
    }
}
