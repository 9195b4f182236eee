using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace GiftGrab.Cli;

/// <summary>The options that say what is told, and how.</summary>
internal sealed class ReportChoices
{
    public Option<bool> Json { get; } = Opt.Flag("--json", "one JSON event a line on standard output, the last one being the result");

    public Option<string?> StatsInterval { get; } = Opt.Value("--stats-interval", "TIME", "tell the state this often, such as 2s; 1s by default with --json");

    public Option<bool> Quiet { get; } = Opt.Flag("--quiet", "tell nothing but warnings and failures", "-q");

    public Option<string?> LogLevel { get; } = Opt.Value("--log-level", "LEVEL", "error, warning, info, debug or trace; from info on with FFmpeg's own log; warning by default");

    public Option<bool> ShowPlan { get; } = Opt.Flag("--show-plan", "record, and tell of each output how it is made, and the command line that makes the same file again");

    public OptionSection Section => new("Report", [Json, StatsInterval, Quiet, LogLevel, ShowPlan]);

    /// <exception cref="FormatException">A value is not usable.</exception>
    public ReportRequest Read(ParseResult given) => new(
        given.GetValue(Json),
        given.ReadValue(StatsInterval, text => DurationText.Parse("interval", text)),
        given.GetValue(Quiet),
        given.ReadValue(LogLevel, ParseLevel) ?? Microsoft.Extensions.Logging.LogLevel.Warning);

    private static LogLevel ParseLevel(string text) => ChoiceText.Parse(
        "log level",
        text,
        ("error", Microsoft.Extensions.Logging.LogLevel.Error),
        ("warning", Microsoft.Extensions.Logging.LogLevel.Warning),
        ("info", Microsoft.Extensions.Logging.LogLevel.Information),
        ("debug", Microsoft.Extensions.Logging.LogLevel.Debug),
        ("trace", Microsoft.Extensions.Logging.LogLevel.Trace));
}
