namespace GiftGrab.Interop;

/// <summary>From handles to objects and back, for programs that hold both: Python with pythonnet.</summary>
public static class Handles
{
    /// <summary>The source that a handle stands for.</summary>
    /// <param name="handle">A source's handle.</param>
    /// <exception cref="ObjectDisposedException">The handle was released, or stands for something else.</exception>
    public static VideoSource GetSource(long handle) => HandleTable.Get<ExportedSource>(handle).Source;

    /// <summary>The target that a handle stands for.</summary>
    /// <param name="handle">A target's handle.</param>
    /// <exception cref="ObjectDisposedException">The handle was released, or stands for something else.</exception>
    /// <exception cref="VideoTargetException">It is that of a recorder, which has a target for each of its files.</exception>
    public static VideoTarget GetTarget(long handle) => HandleTable.Get<ExportedTarget>(handle).Target
        ?? throw new VideoTargetException("A controlled recorder is no single target: it has one for each of its files.");

    /// <summary>Gives a source a handle; whoever closes the handle disposes the source.</summary>
    /// <param name="source">A source that was not disposed.</param>
    /// <param name="format">The pixel format of the frames that the host gets, by FFmpeg's name.</param>
    public static long OfSource(VideoSource source, string format)
    {
        ArgumentNullException.ThrowIfNull(source);
        return SourceChoices.Export(source, PixelFormat.Parse(format)).Handle;
    }

    /// <summary>Gives a target a handle; whoever closes the handle finishes the target.</summary>
    /// <param name="target">A target that is attached to no source.</param>
    /// <param name="framesPerSecond">The nominal rate.</param>
    public static long OfTarget(VideoTarget target, double framesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(target);
        return HandleTable.Add(new ExportedTarget(target, FrameRate.FromDouble(framesPerSecond), DeliveryOptions.DefaultCapacity));
    }
}
