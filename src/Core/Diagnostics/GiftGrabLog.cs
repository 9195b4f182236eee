using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GiftGrab;

/// <summary>Where the library's log goes. Nowhere, until a program sets <see cref="Factory"/>.</summary>
/// <remarks>Our own messages come under the category <c>GiftGrab</c>, FFmpeg's under <c>FFmpeg</c>: its errors as
/// warnings, its warnings as information, the rest as debug and trace.</remarks>
public static class GiftGrabLog
{
    private static ILoggerFactory _factory = NullLoggerFactory.Instance;
    private static ILogger _logger = NullLogger.Instance;
    private static ILogger _ffmpegLogger = NullLogger.Instance;

    /// <summary>The logger factory of the process. Set it once, before sources and targets are made.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public static ILoggerFactory Factory
    {
        get => _factory;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _factory = value;
            _logger = value.CreateLogger("GiftGrab");
            _ffmpegLogger = value.CreateLogger("FFmpeg");
            FFmpegLog.LevelChanged();
        }
    }

    internal static ILogger Logger => _logger;

    internal static ILogger FFmpegLogger => _ffmpegLogger;
}
