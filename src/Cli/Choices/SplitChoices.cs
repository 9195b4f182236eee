using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that cut a recording into files, and keep the past for when it is wanted.</summary>
internal sealed class SplitChoices
{
    private const string OnCommand = "command";

    public Option<string[]> Slice { get; } = Opt.Values("--slice", "TIME|SIZE", "go on in a new file after each 2s, 5m or 100MB; x.mkv becomes x_1.mkv, x_2.mkv; command: when told; 0: one file");

    public Option<string?> Ring { get; } = Opt.Value("--ring", "TIME|SIZE|Nf", "keep the newest 3s, 50MB or 90f (frames) in memory, and write a file when triggered: --trigger-at, --motion, the signal USR1");

    public Option<string?> RingMemory { get; } = Opt.Value("--ring-memory", "SIZE", "the most memory of a ring; 512M by default");

    public Option<string[]> TriggerAt { get; } = Opt.Values("--trigger-at", "TIME", "write a file of the ring at this time of the source; may be repeated");

    public Option<string?> Motion { get; } = Opt.Value("--motion", "PERCENT", "write a file of the ring whenever this much of the picture changes, such as 1");

    public Option<string?> PreRoll { get; } = Opt.Value("--pre-roll", "TIME", "how much before the trigger is written; by default all that the ring keeps");

    public Option<string?> PostRoll { get; } = Opt.Value("--post-roll", "TIME", "how much after the trigger, or the last motion, is written; by default all that comes, after motion 2s");

    public Option<bool> RingExact { get; } = Opt.Flag("--ring-exact", "begin files of the ring exactly where asked, not with the key frame before: the first group of pictures is encoded again");

    public OptionSection Section => new("Slices and ring", [Slice, Ring, RingMemory, TriggerAt, Motion, PreRoll, PostRoll, RingExact]);

    /// <summary>Whether the output is a pattern for several files.</summary>
    public bool MakesFiles(PerOutput output) => output.Given.GetValue(Ring) is not null || output.Text(Slice) is not (null or "0");

    /// <summary>Refuses a cut on command where no command can come.</summary>
    /// <exception cref="UsageException">There is no channel.</exception>
    public void RequireChannel(ParseResult given, Option control)
    {
        if ((given.GetValue(Slice) ?? []).Contains(OnCommand) && given.GetResult(control) is not { Implicit: false })
        {
            throw new UsageException(
                $"{Slice.Name} {OnCommand} waits for the command SPLIT; allowed are {control.Name} {ControlRequest.Stdin} and {control.Name} PATH_OF_SOCKET with it");
        }
    }

    /// <summary>When the output goes on in a new file; <see langword="null"/>: never.</summary>
    /// <exception cref="FormatException">The value is not usable.</exception>
    public SplitOptions? ReadSplit(PerOutput output)
    {
        return output.Text(Slice) is { } text ? ParseSplit(text) : null;
    }

    /// <summary>When a recording goes on in a new file; <see langword="null"/>: never.</summary>
    /// <exception cref="FormatException">The value is not usable.</exception>
    public static SplitOptions? ParseSplit(string text)
    {
        if (text is "0" or OnCommand)
        {
            return text == "0" ? null : new SplitOptions();
        }

        (TimeSpan? duration, long? bytes, _) = SliceText.Parse("slice", text);
        return new SplitOptions { Duration = duration, Size = bytes };
    }

    /// <summary>How much a ring keeps.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="memory">The most memory; <see langword="null"/>: as much as usual.</param>
    /// <exception cref="FormatException">A value is not usable.</exception>
    public static RingOptions ParseRing(string size, string? memory)
    {
        (TimeSpan? duration, long? bytes, int? frames) = SliceText.Parse("ring", size, takesFrames: true);
        long limit = memory is null ? RingOptions.DefaultMemoryLimit : SizeText.Parse("memory of the ring", memory);
        return new RingOptions { Duration = duration, Bytes = bytes, Frames = frames, MemoryLimit = limit };
    }

    /// <summary>The ring that is asked for; <see langword="null"/>: none.</summary>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">Values do not go together.</exception>
    public RingRequest? ReadRing(ParseResult given)
    {
        if (given.GetValue(Ring) is not { } text)
        {
            Option? useless = Array.Find<Option>([RingMemory, TriggerAt, Motion, PreRoll, PostRoll, RingExact], option => given.GetResult(option) is { Implicit: false });
            return useless is null ? null : throw new UsageException($"{useless.Name} goes with {Ring.Name}, which was not given");
        }

        RingOptions options = ParseRing(text, given.GetValue(RingMemory));
        TimeSpan? before = given.ReadValue(PreRoll, roll => DurationText.ParseMoment("time before a trigger", roll));
        if (before > options.Duration)
        {
            throw new UsageException($"{PreRoll.Name} {given.GetValue(PreRoll)} asks for more than {Ring.Name} {text} keeps; allowed is as much at most");
        }

        TimeSpan? after = given.ReadValue(PostRoll, roll => DurationText.ParseMoment("time after a trigger", roll));
        if (before == TimeSpan.Zero && after == TimeSpan.Zero)
        {
            throw new UsageException($"{PreRoll.Name} 0 and {PostRoll.Name} 0 leave nothing to write; allowed is a time above 0 for one of them");
        }

        return new RingRequest(
            options,
            [.. (given.GetValue(TriggerAt) ?? []).Select(time => DurationText.ParseMoment("time of a trigger", time))],
            before,
            after,
            given.ReadValue(Motion, ReadPercent),
            given.GetValue(RingExact));
    }

    private static double ReadPercent(string text) =>
        double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 100
            ? value
            : throw new FormatException($"The motion \"{text}\" is not usable; allowed are 0 to 100 percent of the picture.");
}
