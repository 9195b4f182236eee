using Microsoft.Extensions.Logging;

namespace GiftGrab.Cli;

/// <summary>Writes the library's log as messages of the command; its warnings as JSON events as well where results are such.</summary>
internal sealed class MessageLogger(CommandOutput output, LogLevel least, string category, bool asEvents) : ILogger
{
    // Changes of state and gaps are events of their own.
    private static readonly string[] ToldOtherwise = ["Lost", "Found", "Hole"];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || (least >= LogLevel.Warning && exception is not null))
        {
            // What fails with an exception reaches the user as the command's own sentence.
            return;
        }

        string text = formatter(state, exception).TrimEnd();
        if (exception is not null)
        {
            text = least <= LogLevel.Debug ? $"{text} {exception}" : $"{text} {exception.Message}";
        }

        if (asEvents && logLevel == LogLevel.Warning && category == MessageLoggerFactory.OwnCategory && !ToldOtherwise.Contains(eventId.Name))
        {
            output.Result(CliJson.Line(new WarningEvent("warning", CommandOutput.OneLine(Credentials.Redact(text))), CliJson.Readable.WarningEvent));
        }

        string origin = category == MessageLoggerFactory.OwnCategory ? string.Empty : $" {category}:";
        output.Message($"{NameOf(logLevel)}:{origin} {text}");
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Critical or LogLevel.Error => "error",
        LogLevel.Warning => "warning",
        LogLevel.Information => "info",
        LogLevel.Debug => "debug",
        _ => "trace",
    };
}

/// <summary>Makes the loggers: ours from the chosen level on, FFmpeg's only where somebody asked for more than warnings.</summary>
/// <param name="output">Where the command writes.</param>
/// <param name="least">The least level that is told.</param>
/// <param name="asEvents">Whether results are JSON events, and warnings are some of them.</param>
internal sealed class MessageLoggerFactory(CommandOutput output, LogLevel least, bool asEvents) : ILoggerFactory
{
    /// <summary>The category of the library itself.</summary>
    public const string OwnCategory = "GiftGrab";

    public ILogger CreateLogger(string categoryName)
    {
        // FFmpeg calls much a warning or an error that ends well; what fails reaches the user as our own sentence.
        bool silent = categoryName != OwnCategory && least >= LogLevel.Warning;
        return new MessageLogger(output, silent ? LogLevel.None : least, categoryName, asEvents);
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
