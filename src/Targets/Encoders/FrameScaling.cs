namespace GiftGrab;

/// <summary>Makes pictures of another size.</summary>
internal static class FrameScaling
{
    /// <summary>Scales a picture by FFmpeg's scaler; its number and times are carried over. Dispose the result.</summary>
    /// <param name="frame">Of any size; in a device's memory, too.</param>
    /// <param name="width">Columns of the result.</param>
    /// <param name="height">Rows of the result.</param>
    public static VideoFrame Scale(VideoFrame frame, int width, int height)
    {
        VideoFrame source = frame.Format.IsHardware ? frame.ConvertTo(frame.DeviceFormat) : frame;
        source = source.Format.HasPalette ? source.ConvertTo(PixelFormat.Bgra) : source;
        VideoFrame target = VideoFrame.Create(width, height, source.Format, source.Color);
        try
        {
            target.CopyPropertiesFrom(source);
            Scaler.Convert(source, target);
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }
}
