namespace GiftGrab;

/// <summary>The root of every exception that this library raises on purpose.</summary>
/// <remarks>Each message is one sentence that names the offending value and what is allowed.</remarks>
public class GiftGrabException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public GiftGrabException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    public GiftGrabException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    /// <param name="innerException">What led to it.</param>
    public GiftGrabException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
