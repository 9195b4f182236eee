namespace GiftGrab;

/// <summary>The address of a source is not understood, whatever is there.</summary>
public sealed class SourceAddressException : VideoSourceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the address and what is allowed.</param>
    /// <param name="innerException">What was wrong with a part of it.</param>
    public SourceAddressException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
