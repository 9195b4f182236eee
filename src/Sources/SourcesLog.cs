using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>The log messages of sources, generated at compile time.</summary>
internal static partial class SourcesLog
{
    [LoggerMessage(101, LogLevel.Warning, "{Source} is damaged: {Count} packets could not be decoded whole.")]
    public static partial void Damaged(ILogger logger, string source, long count);

    [LoggerMessage(121, LogLevel.Warning, "{Source} is damaged: {Count} packets could not be decoded whole, and of its {Frames} pictures {Came} could be read.")]
    public static partial void Incomplete(ILogger logger, string source, long count, long frames, long came);

    [LoggerMessage(102, LogLevel.Information, "{Source} is decoded on {Device}.")]
    public static partial void DecodedOn(ILogger logger, string source, string device);

    [LoggerMessage(103, LogLevel.Warning, "{Source} is decoded on the processor: {Reason}.")]
    public static partial void DecodedOnProcessor(ILogger logger, string source, string reason);

    [LoggerMessage(110, LogLevel.Warning, "{Source} is lost: {Reason}")]
    public static partial void Lost(ILogger logger, string source, string reason);

    [LoggerMessage(111, LogLevel.Debug, "{Source} is still lost: {Reason}")]
    public static partial void StillLost(ILogger logger, string source, string reason);

    [LoggerMessage(112, LogLevel.Warning, "{Source} is back after {Seconds:0.000} s.")]
    public static partial void Found(ILogger logger, string source, double seconds);

    [LoggerMessage(113, LogLevel.Error, "A handler of {Source}'s state failed.")]
    public static partial void HandlerFailed(ILogger logger, string source, Exception exception);

    [LoggerMessage(114, LogLevel.Warning, "{Device} is simulated, because {Variable} is set: its pictures are a test pattern.")]
    public static partial void Simulated(ILogger logger, string device, string variable);

    [LoggerMessage(115, LogLevel.Warning, "{Device} does not answer; its connection is left behind and ends with the device or the server.")]
    public static partial void Stuck(ILogger logger, string device);

    [LoggerMessage(116, LogLevel.Warning, "{Device} gives sound faster than it is taken; what does not fit is lost, and its length is told at the end.")]
    public static partial void LosesSound(ILogger logger, string device);

    [LoggerMessage(118, LogLevel.Warning, "{Device} gave {Seconds:0.0} s of sound that were not taken in time and are lost.")]
    public static partial void LostSound(ILogger logger, string device, double seconds);

    [LoggerMessage(117, LogLevel.Warning, "{Reason} Nothing came for {Seconds:0.000} s.")]
    public static partial void Hole(ILogger logger, string reason, double seconds);

    [LoggerMessage(119, LogLevel.Warning, "{Device} says that it has no signal; until it says otherwise, what it gives is taken for pictures.")]
    public static partial void NeverHadSignal(ILogger logger, string device);

    [LoggerMessage(120, LogLevel.Warning, "{Device} gave damaged pictures, which are not in the recording: {Count}.")]
    public static partial void DamagedPictures(ILogger logger, string device, long count);
}
