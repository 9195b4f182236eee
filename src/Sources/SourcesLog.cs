using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>The log messages of sources, generated at compile time.</summary>
internal static partial class SourcesLog
{
    [LoggerMessage(101, LogLevel.Warning, "{Source} is damaged: {Count} packets could not be decoded whole.")]
    public static partial void Damaged(ILogger logger, string source, long count);

    [LoggerMessage(102, LogLevel.Information, "{Source} is decoded on {Device}.")]
    public static partial void DecodedOn(ILogger logger, string source, string device);

    [LoggerMessage(103, LogLevel.Warning, "{Source} is decoded on the processor: {Reason}.")]
    public static partial void DecodedOnProcessor(ILogger logger, string source, string reason);
}
