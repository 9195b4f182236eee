using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using FFmpeg.AutoGen;
using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>Sends FFmpeg's own log into <see cref="GiftGrabLog"/>, one whole line at a time.</summary>
internal static unsafe partial class FFmpegLog
{
    private const int LineBytes = 1024;
    private static bool _installed;

    [ThreadStatic]
    private static List<string>? _complaints;

    /// <summary>Takes over FFmpeg's log. Nothing is formatted that the program's log does not want.</summary>
    public static void Install()
    {
        ffmpeg.av_log_set_level(WantedLevel());
        ffmpeg.av_log_set_callback(new av_log_set_callback_callback_func
        {
            Pointer = (nint)(delegate* unmanaged[Cdecl]<void*, int, byte*, byte*, void>)&OnMessage,
        });
        _installed = true;
    }

    /// <summary>Adapts to a new logger factory; loads nothing where FFmpeg is not in use yet.</summary>
    public static void LevelChanged()
    {
        if (_installed)
        {
            ffmpeg.av_log_set_level(WantedLevel());
        }
    }

    /// <summary>Does something on this thread and keeps what FFmpeg calls an error meanwhile, for a message that tells why.</summary>
    /// <param name="action">Calls FFmpeg.</param>
    /// <param name="complaints">The lines; empty where there was none.</param>
    /// <returns>What the action returned.</returns>
    public static int Listen(Func<int> action, out IReadOnlyList<string> complaints)
    {
        var heard = new List<string>();
        _complaints = heard;
        try
        {
            return action();
        }
        finally
        {
            _complaints = null;
            complaints = heard;
        }
    }

    // Where FFmpeg's object lies helps nobody who reads the sentence.
    [GeneratedRegex(" @ 0x[0-9a-f]+")]
    private static partial Regex Address();

    private static int WantedLevel()
    {
        ILogger logger = GiftGrabLog.FFmpegLogger;
        return logger.IsEnabled(LogLevel.Trace) ? ffmpeg.AV_LOG_VERBOSE
            : logger.IsEnabled(LogLevel.Debug) ? ffmpeg.AV_LOG_INFO
            : logger.IsEnabled(LogLevel.Information) ? ffmpeg.AV_LOG_WARNING
            : logger.IsEnabled(LogLevel.Warning) ? ffmpeg.AV_LOG_ERROR
            : ffmpeg.AV_LOG_QUIET;
    }

    // FFmpeg grumbles about much that our own errors already say, so each of its levels counts one less here.
    private static LogLevel LevelOf(int level) =>
        level <= ffmpeg.AV_LOG_ERROR ? LogLevel.Warning
        : level <= ffmpeg.AV_LOG_WARNING ? LogLevel.Information
        : level <= ffmpeg.AV_LOG_INFO ? LogLevel.Debug
        : LogLevel.Trace;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(void* context, int level, byte* format, byte* arguments)
    {
        bool isComplaint = _complaints is not null && level <= ffmpeg.AV_LOG_ERROR;
        if (level > ffmpeg.av_log_get_level() && !isComplaint)
        {
            return;
        }

        try
        {
            byte* line = stackalloc byte[LineBytes];
            int prefix = 1;
            _ = ffmpeg.av_log_format_line2(context, level, NativeText.Read(format), arguments, line, LineBytes, &prefix);
            string text = Credentials.Redact(NativeText.Read(line).TrimEnd());
            if (isComplaint)
            {
                _complaints!.Add(Address().Replace(text, string.Empty));
            }

            if (text.Length > 0 && level <= ffmpeg.av_log_get_level())
            {
                CoreLog.FFmpeg(GiftGrabLog.FFmpegLogger, LevelOf(level), text);
            }
        }
        catch (Exception)
        {
            // An exception cannot pass through FFmpeg's frames; a line of the log is what is lost.
        }
    }
}
