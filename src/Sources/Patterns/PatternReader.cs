namespace GiftGrab;

/// <summary>Reads from a picture of the test pattern which frame it is.</summary>
public static class PatternReader
{
    /// <summary>Reads number and time. Works after lossy encoding and after scaling of the whole picture.</summary>
    /// <param name="frame">A whole picture, in any format of the processor's memory.</param>
    /// <param name="number">The frame number modulo 2^32.</param>
    /// <param name="time">The frame's time stamp, in microseconds.</param>
    /// <returns>Whether the picture holds a number whose check sum agrees.</returns>
    public static bool TryRead(VideoFrame frame, out long number, out TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(frame);
        number = 0;
        time = TimeSpan.Zero;
        if (frame.Width < TestPatternOptions.MinimumWidth || frame.Height < TestPatternOptions.MinimumHeight)
        {
            return false;
        }

        bool hasLuma = frame.Format == PixelFormat.I420 || frame.Format == PixelFormat.Nv12 || frame.Format == PixelFormat.Gray8;
        VideoFrame readable = hasLuma ? frame : frame.ConvertTo(PixelFormat.I420);
        bool isRead = PatternCode.TryRead(
            readable.GetPlane(0), readable.GetStride(0), frame.Width, frame.Height, out long found, out long microseconds);
        number = isRead ? found : 0;
        time = isRead ? TimeSpan.FromMicroseconds(microseconds) : TimeSpan.Zero;
        return isRead;
    }
}
