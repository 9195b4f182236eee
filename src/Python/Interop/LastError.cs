namespace GiftGrab.Interop;

/// <summary>What went wrong in the last export that failed on this thread.</summary>
internal static class LastError
{
    [ThreadStatic]
    private static string? _message;

    public static string Message => _message ?? string.Empty;

    /// <summary>Keeps the message and says of what kind the error is.</summary>
    public static int Keep(Exception exception)
    {
        Exception told = exception is AggregateException { InnerException: { } inner } ? inner : exception;
        _message = told.Message;
        return (int)KindOf(told);
    }

    public static ErrorKind KindOf(Exception exception) => exception switch
    {
        DeviceAlreadyConnectedException => ErrorKind.DeviceAlreadyConnected,
        DeviceNotFoundException => ErrorKind.DeviceNotFound,
        DeviceOfflineException => ErrorKind.DeviceOffline,
        NetworkSourceUnavailableException => ErrorKind.NetworkSourceUnavailable,
        VideoSourceException => ErrorKind.VideoSource,
        VideoTargetException => ErrorKind.VideoTarget,
        ObserverException => ErrorKind.Observer,
        ObjectDisposedException => ErrorKind.Stale,
        ArgumentException or FormatException => ErrorKind.BadArgument,
        OutOfMemoryException => ErrorKind.OutOfMemory,
        _ => ErrorKind.Other,
    };
}
