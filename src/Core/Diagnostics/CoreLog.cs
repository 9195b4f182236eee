using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>The log messages of the core, generated at compile time.</summary>
internal static partial class CoreLog
{
    [LoggerMessage(1, LogLevel.Error, "The observer {Observer} of {Source} failed and was detached.")]
    public static partial void ObserverFailed(ILogger logger, string observer, string source, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The source {Source} failed.")]
    public static partial void SourceFailed(ILogger logger, string source, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The source {Source} did not stop within {Seconds} s; its observers hold it up.")]
    public static partial void StopTimedOut(ILogger logger, string source, double seconds);

    [LoggerMessage(EventId = 4, Message = "{Line}")]
    public static partial void FFmpeg(ILogger logger, LogLevel level, string line);

    [LoggerMessage(5, LogLevel.Error, "What was to be told that the CUDA memory at {Address} is free failed.")]
    public static partial void ReleaseFailed(ILogger logger, nint address, Exception exception);
}
