using FFmpeg.AutoGen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GiftGrab.Tests;

[Collection("frames")]
public sealed unsafe class FFmpegLogTests
{
    [Theory]
    [InlineData(LogLevel.Warning, true)]
    [InlineData(LogLevel.Error, false)]
    public void FFmpegError_WithALoggerAtLevel_ArrivesAsAWarningOrNotAtAll(LogLevel minimum, bool arrives)
    {
        var log = new ListLoggerFactory(minimum);
        GiftGrabLog.Factory = log;
        try
        {
            FFmpegLibraries.EnsureLoaded();
            AVFormatContext* context = null;
            string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            File.WriteAllBytes(path, [0x1A, 0x45, 0xDF, 0xA3, 0xFF, 0xFF]);
            Assert.True(ffmpeg.avformat_open_input(&context, path, ffmpeg.av_find_input_format("matroska"), null) < 0);
            File.Delete(path);
        }
        finally
        {
            GiftGrabLog.Factory = NullLoggerFactory.Instance;
        }

        Assert.Equal(arrives, log.Lines.Exists(line => line.StartsWith("Warning FFmpeg", StringComparison.Ordinal)));
        Assert.All(log.Lines, line => Assert.DoesNotContain('\n', line));
    }

    private sealed class ListLoggerFactory(LogLevel minimum) : ILoggerFactory
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new ListLogger(this, categoryName, minimum);

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }

    private sealed class ListLogger(ListLoggerFactory owner, string category, LogLevel minimum) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (owner.Lines)
            {
                owner.Lines.Add($"{logLevel} {category} {formatter(state, exception)}");
            }
        }
    }
}
