namespace GiftGrab.Interop;

/// <summary>What an export returns: 0, or why it failed. The values are part of the C interface.</summary>
internal enum ErrorKind
{
    None = 0,
    Other = 1,
    VideoSource = 2,
    VideoTarget = 3,
    Observer = 4,
    DeviceAlreadyConnected = 5,
    DeviceNotFound = 6,
    DeviceOffline = 7,
    NetworkSourceUnavailable = 8,
    BadArgument = 9,
    Stale = 10,
    OutOfMemory = 11,
}
