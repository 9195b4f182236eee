namespace GiftGrab;

/// <summary>The device exists and delivers nothing.</summary>
public class DeviceOfflineException : VideoSourceException
{
    /// <summary>Creates the exception without a message.</summary>
    public DeviceOfflineException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    public DeviceOfflineException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    /// <param name="innerException">What led to it.</param>
    public DeviceOfflineException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
