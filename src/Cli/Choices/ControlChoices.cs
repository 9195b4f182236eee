using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that put a recording under control.</summary>
internal sealed class ControlChoices
{
    public Option<string?> Control { get; } = Opt.Value("--control", "CHANNEL", $"take commands (START, PAUSE, STOP, STEP, ...) from {ControlRequest.Stdin}, or from a socket at this path");

    public Option<bool> StartStopped { get; } = Opt.Flag("--start-stopped", "record nothing before a START; needs --control");

    public Option<string?> PauseGap { get; } = Opt.Value("--pause-gap", "WHAT", "keep (the time of a pause stays in the file) or close; by default keep");

    public OptionSection Section => new("Control", [Control, StartStopped, PauseGap]);

    /// <exception cref="FormatException">It is neither.</exception>
    public static PauseGap ParseGap(string text) =>
        ChoiceText.Parse("gap of a pause", text, ("keep", GiftGrab.PauseGap.Keep), ("close", GiftGrab.PauseGap.Close));

    /// <summary>What was asked; <see langword="null"/> where nothing was.</summary>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">There is no channel for what was asked.</exception>
    public ControlRequest? Read(ParseResult given)
    {
        PauseGap? gap = given.ReadValue(PauseGap, ParseGap);
        if (given.GetValue(Control) is { Length: > 0 } channel)
        {
            return new ControlRequest(channel, given.GetValue(StartStopped), gap ?? GiftGrab.PauseGap.Keep);
        }

        string? why = given.GetValue(StartStopped) ? $"{StartStopped.Name} needs a channel for commands, or would wait for ever"
            : gap is not null ? $"{PauseGap.Name} says what a PAUSE leaves, and none comes without a channel for commands"
            : given.GetValue(Control) is not null ? $"{Control.Name} needs a channel for commands"
            : null;
        return why is null
            ? null
            : throw new UsageException($"{why}; allowed are {Control.Name} {ControlRequest.Stdin} and {Control.Name} PATH_OF_SOCKET");
    }
}
