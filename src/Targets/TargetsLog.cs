using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>The log messages of targets, generated at compile time.</summary>
internal static partial class TargetsLog
{
    [LoggerMessage(201, LogLevel.Error, "The recording {Target} failed.")]
    public static partial void Failed(ILogger logger, string target, Exception exception);

    [LoggerMessage(202, LogLevel.Warning, "{Target}: {Text}")]
    public static partial void Warning(ILogger logger, string target, string text);

    [LoggerMessage(204, LogLevel.Warning, "{Target}: the first {Seconds:0.0} s of sound are lost: the first picture came to the encoder more than {Longest} s late.")]
    public static partial void SoundForgotten(ILogger logger, string target, double seconds, double longest);

    [LoggerMessage(203, LogLevel.Warning, "{Encoder} is encoded by {Taken}: {Reason}.")]
    public static partial void EncoderFellBack(ILogger logger, string encoder, string taken, string reason);
}
