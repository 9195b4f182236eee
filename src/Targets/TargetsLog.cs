using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>The log messages of targets, generated at compile time.</summary>
internal static partial class TargetsLog
{
    [LoggerMessage(201, LogLevel.Error, "The recording {Target} failed.")]
    public static partial void Failed(ILogger logger, string target, Exception exception);

    [LoggerMessage(202, LogLevel.Warning, "{Target}: {Text}")]
    public static partial void Warning(ILogger logger, string target, string text);

    [LoggerMessage(203, LogLevel.Warning, "{Encoder} is encoded by {Taken}: {Reason}.")]
    public static partial void EncoderFellBack(ILogger logger, string encoder, string taken, string reason);
}
