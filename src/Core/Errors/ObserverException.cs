namespace GiftGrab;

/// <summary>An observer broke the contract, or a call on the list of observers makes no sense.</summary>
public class ObserverException : GiftGrabException
{
    /// <summary>Creates the exception without a message.</summary>
    public ObserverException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    public ObserverException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    /// <param name="innerException">What led to it.</param>
    public ObserverException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
