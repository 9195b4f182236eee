namespace GiftGrab;

/// <summary>A source of pictures or sound cannot be opened, or failed while it ran.</summary>
public class VideoSourceException : GiftGrabException
{
    /// <summary>Creates the exception without a message.</summary>
    public VideoSourceException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    public VideoSourceException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    /// <param name="innerException">What led to it.</param>
    public VideoSourceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
