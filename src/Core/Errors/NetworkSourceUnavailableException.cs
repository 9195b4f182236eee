namespace GiftGrab;

/// <summary>A network address cannot be reached, or fell silent.</summary>
public class NetworkSourceUnavailableException : VideoSourceException
{
    /// <summary>Creates the exception without a message.</summary>
    public NetworkSourceUnavailableException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    public NetworkSourceUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    /// <param name="innerException">What led to it.</param>
    public NetworkSourceUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
