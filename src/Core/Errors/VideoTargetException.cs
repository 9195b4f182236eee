namespace GiftGrab;

/// <summary>A target cannot be made, or failed while it wrote.</summary>
public class VideoTargetException : GiftGrabException
{
    /// <summary>Creates the exception without a message.</summary>
    public VideoTargetException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    public VideoTargetException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    /// <param name="innerException">What led to it.</param>
    public VideoTargetException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the recording is whole and finalised all the same: what could not be written stands beside it, as a file of
    /// times or a sidecar.</summary>
    public bool LeavesRecordingWhole { get; init; }

    /// <summary>Whether a recording that ended in this way is whole.</summary>
    /// <param name="failure">What it ended with; <see langword="null"/>: nothing.</param>
    internal static bool IsWholeAfter(Exception? failure) => failure is null or VideoTargetException { LeavesRecordingWhole: true };

    /// <summary>The name of a file that is somebody else's, as the caller wrote it; <see langword="null"/> where another thing is wrong.</summary>
    internal string? TakenName { get; init; }
}
