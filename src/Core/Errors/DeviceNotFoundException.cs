namespace GiftGrab;

/// <summary>No device answers to the name that was asked for.</summary>
public class DeviceNotFoundException : VideoSourceException
{
    /// <summary>Creates the exception without a message.</summary>
    public DeviceNotFoundException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    public DeviceNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    /// <param name="innerException">What led to it.</param>
    public DeviceNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
