namespace GiftGrab;

/// <summary>Hands frames on in the format that was asked of a source.</summary>
internal static class FrameFormats
{
    /// <summary>Gives the frame up for itself in another format; for itself where that is its own.</summary>
    public static VideoFrame TakeInFormat(this VideoFrame frame, PixelFormat format)
    {
        if (frame.Format == format)
        {
            return frame;
        }

        VideoFrame view = frame.ConvertTo(format).Retain();
        frame.Dispose();
        return view;
    }
}
