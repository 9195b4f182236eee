namespace GiftGrab;

/// <summary>The device is in use with other settings.</summary>
public class DeviceAlreadyConnectedException : VideoSourceException
{
    /// <summary>Creates the exception without a message.</summary>
    public DeviceAlreadyConnectedException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    public DeviceAlreadyConnectedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">One sentence that names the value and what is allowed.</param>
    /// <param name="innerException">What led to it.</param>
    public DeviceAlreadyConnectedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
