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

    public OptionSection Section => new("Slices and ring", [Slice, Ring, RingMemory, TriggerAt, Motion, PreRoll, PostRoll]);

    /// <summary>Whether the output is a pattern for several files.</summary>
    public bool MakesFiles(PerOutput output) => output.Given.GetValue(Ring) is not null || output.Text(Slice) is not (null or "0");

    /// <summary>When the output goes on in a new file; <see langword="null"/>: never.</summary>
    /// <exception cref="FormatException">The value is not usable.</exception>
    public SplitOptions? ReadSplit(PerOutput output)
    {
        if (output.Text(Slice) is not { } text || text == "0")
        {
            return null;
        }

        if (text == OnCommand)
        {
            return new SplitOptions();
        }

        (TimeSpan? duration, long? bytes, _) = SliceText.Parse("slice", text);
        return new SplitOptions { Duration = duration, Size = bytes };
    }

    /// <summary>The ring that is asked for; <see langword="null"/>: none.</summary>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">Values do not go together.</exception>
    public RingRequest? ReadRing(ParseResult given)
    {
        if (given.GetValue(Ring) is not { } text)
        {
            Option? useless = Array.Find<Option>([RingMemory, TriggerAt, Motion, PreRoll, PostRoll], option => given.GetResult(option) is not null);
            return useless is null ? null : throw new UsageException($"{useless.Name} goes with {Ring.Name}, which was not given");
        }

        (TimeSpan? duration, long? bytes, int? frames) = SliceText.Parse("ring", text, takesFrames: true);
        long memory = given.ReadValue(RingMemory, size => SizeText.Parse("memory of the ring", size)) ?? Math.Max(RingOptions.DefaultMemoryLimit, bytes ?? 0);
        var options = new RingOptions { Duration = duration, Bytes = bytes, Frames = frames, MemoryLimit = memory };
        TimeSpan? before = given.ReadValue(PreRoll, roll => DurationText.ParseMoment("time before a trigger", roll)) ?? duration;
        TimeSpan? after = given.ReadValue(PostRoll, roll => DurationText.ParseMoment("time after a trigger", roll));
        return new RingRequest(
            options,
            [.. (given.GetValue(TriggerAt) ?? []).Select(time => DurationText.ParseMoment("time of a trigger", time))],
            before,
            after,
            given.ReadValue(Motion, ReadPercent));
    }

    private static double ReadPercent(string text) =>
        double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 100
            ? value
            : throw new FormatException($"The motion \"{text}\" is not usable; allowed are 0 to 100 percent of the picture.");
}
