namespace GiftGrab.Interop;

/// <summary>A frame that the host holds until it releases it.</summary>
internal static unsafe class FrameLease
{
    /// <summary>Gives the frame over to the host.</summary>
    /// <param name="frame">A packed frame, whose reference goes over.</param>
    public static FrameFacts Describe(VideoFrame frame) => new()
    {
        Handle = HandleTable.Add(frame),
        Pixels = (byte*)frame.GetPointer(0),
        Length = LengthOf(frame),
        Number = frame.Number,
        Timestamp = frame.Timestamp,
        Width = frame.Width,
        Height = frame.Height,
    };

    /// <summary>Bytes of a packed frame, from its first row to the end of its last plane.</summary>
    public static long LengthOf(VideoFrame frame)
    {
        int last = frame.PlaneCount - 1;
        return frame.GetPointer(last) - frame.GetPointer(0) + frame.GetPlane(last).Length;
    }
}
