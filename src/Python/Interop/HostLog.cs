using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GiftGrab.Interop;

/// <summary>Hands the library's log to the host.</summary>
internal sealed class HostLogFactory : ILoggerFactory
{
    /// <summary>The factory to use: none where the host takes no log.</summary>
    public static ILoggerFactory For(bool isWanted) => isWanted ? new HostLogFactory() : NullLoggerFactory.Instance;

    public ILogger CreateLogger(string categoryName) => new HostLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The host takes the log.");

    public void Dispose()
    {
    }

    private sealed unsafe class HostLogger(string category) : ILogger
    {
        private readonly byte[] _category = Utf8.Terminated(category);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // FFmpeg's chatter below a warning is not worth a way into the host.
        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel) || !HostCalls.TryBegin())
            {
                return;
            }

            try
            {
                string text = formatter(state, exception);
                fixed (byte* category = _category)
                fixed (byte* message = Utf8.Terminated(exception is null ? text : $"{text} ({exception.Message})"))
                {
                    Host.Log((int)logLevel, category, message);
                }
            }
            finally
            {
                HostCalls.End();
            }
        }
    }
}
