using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that say what happens when a live source falters.</summary>
internal sealed class LiveChoices
{
    private const string Forever = "forever";
    private const string NewFile = "new-file";

    public Option<string?> Connect { get; } = Opt.Value("--connect-timeout", "TIME", "how long connecting may take, and after it the first frame, 100ms to 10m; by default 10s");

    public Option<string?> Idle { get; } = Opt.Value("--idle", "TIME", "end when no frame came for this long, 500ms and up; by default never");

    public Option<string?> Stall { get; } = Opt.Value("--stall", "TIME", "connect again when no frame came for this long; by default 2s");

    public Option<string?> Reconnect { get; } = Opt.Value("--reconnect", "TIME", $"how long a lost source may stay away before the recording fails, or {Forever}; by default 5m");

    public Option<string?> WhileLost { get; } = Opt.Value("--while-lost", "PICTURE", "what is recorded meanwhile: none (the last frame lasts), last (it is repeated), black or no-signal; by default none");

    public Option<string?> OnFormatChange { get; } = Opt.Value("--on-format-change", "WHAT", $"stop, or {NewFile} (OUTPUT-2 and so on), when the size of the pictures changes; by default stop");

    public Option<string[]> TimeOffset { get; } = Opt.Values("--time-offset", "TIME", "add this to the times of a source that comes late (-40ms) or early (40ms); once for all sources, or once for each");

    public OptionSection Section => new("Live sources", [Connect, Idle, Stall, Reconnect, WhileLost, OnFormatChange, TimeOffset]);

    /// <summary>What was asked; <see langword="null"/> where nothing was.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="source">Which of the sources, from 0.</param>
    /// <param name="sources">How many there are.</param>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">A value was given a wrong number of times.</exception>
    public LiveOptions? Read(ParseResult given, int source, int sources)
    {
        if (given.GetResult(TimeOffset) is null
            && !((Option<string?>[])[Connect, Idle, Stall, Reconnect, WhileLost, OnFormatChange]).Any(option => given.GetValue(option) is not null))
        {
            return null;
        }

        var usual = new LiveOptions();
        var options = new LiveOptions
        {
            ConnectTimeout = given.ReadValue(Connect, text => DurationText.Parse("time to connect", text)) ?? usual.ConnectTimeout,
            IdleLimit = given.ReadValue(Idle, text => DurationText.Parse("idle limit", text)),
            StallTimeout = given.ReadValue(Stall, text => DurationText.Parse("stall time-out", text)) ?? usual.StallTimeout,
            ReconnectLimit = given.GetValue(Reconnect) == Forever
                ? null
                : given.ReadValue(Reconnect, text => DurationText.Parse("limit of connecting again", text, Forever)) ?? usual.ReconnectLimit,
            WhileLost = given.ReadValue(WhileLost, text => ChoiceText.Parse(
                "picture of a lost source",
                text,
                ("none", LossPicture.None),
                ("last", LossPicture.LastFrame),
                ("black", LossPicture.Black),
                ("no-signal", LossPicture.NoSignal))) ?? LossPicture.None,
            TimeOffset = new PerOutput(given, source, sources).Value(TimeOffset, text => DurationText.ParseOffset("time offset", text)) ?? TimeSpan.Zero,
            OnFormatChange = WantsNewFile(given) ? FormatChange.Continue : FormatChange.Stop,
        };
        try
        {
            options.Check();
            return options;
        }
        catch (VideoSourceException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    /// <summary>What was asked of a source; <see langword="null"/> where nothing was.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="address">Its address.</param>
    /// <param name="source">Which of the sources, from 0.</param>
    /// <param name="sources">How many there are.</param>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">A value was given a wrong number of times, or the source is not live.</exception>
    public LiveOptions? ReadFor(ParseResult given, string address, int source = 0, int sources = 1) =>
        Read(given, source, sources) is not { } live ? null
        : AudioSourceFactory.IsDevice(address) || SourceAddress.Parse(address).IsLive ? live
        : throw new UsageException($"{Credentials.RedactAddress(address)} is no live source, which may falter; {string.Join(", ", Section.Options.Select(option => option.Name))} are options of one");

    /// <summary>Whether a change of size begins a new file.</summary>
    /// <exception cref="FormatException">The value is not usable.</exception>
    public bool WantsNewFile(ParseResult given) =>
        given.ReadValue(OnFormatChange, text => ChoiceText.Parse("answer to a change of format", text, ("stop", false), (NewFile, true))) ?? false;
}
