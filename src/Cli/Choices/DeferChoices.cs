using System.CommandLine;
using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>The options of encoding later.</summary>
internal sealed class DeferChoices
{
    public Option<bool> Defer { get; } = Opt.Flag("--defer", "record exactly now, and put the encoding into the queue; see giftgrab queue --help");

    public Option<string?> Exact { get; } = Opt.Value("--defer-codec", "NAME", "the exact codec of --defer: ffv1 (the default), ffvhuff (faster, larger) or raw");

    public Option<string?> Priority { get; } = Opt.Value("--priority", "N", "of the job: higher ones come first; 0 by default");

    public Option<string?> Start { get; } = Opt.Value("--start", "TIME", "the job waits until then: 22:00, or 2h from now");

    public Option<string?> LeastPsnr { get; } = Opt.Value("--min-psnr", "DB", "the least likeness of a lossy result to its source, 0 to 100; 20 by default");

    public Option<string?> QueueFile { get; } = Opt.Value("--queue-file", "FILE", "the queue; by default $GIFTGRAB_QUEUE, or giftgrab/queue.db with the user's other state");

    /// <summary>With the switch itself, for commands that record.</summary>
    public OptionSection RecordSection => new("Encoding later", [Defer, Exact, .. JobOptions, QueueFile]);

    /// <summary>What is said of a job.</summary>
    public IReadOnlyList<Option> JobOptions => [Priority, Start, LeastPsnr];

    /// <exception cref="FormatException">The value is not usable.</exception>
    public Codec ReadExact(ParseResult given) => given.ReadValue(
        Exact, text => ChoiceText.Parse("exact codec", text, ("ffv1", Codec.Ffv1), ("ffvhuff", Codec.FfvHuff), ("raw", Codec.Raw))) ?? Codec.Ffv1;

    /// <exception cref="FormatException">The value is not usable.</exception>
    public int ReadPriority(ParseResult given) =>
        (int)(given.ReadValue(Priority, text => NumberText.Parse("priority", text, -1000, 1000)) ?? 0);

    /// <exception cref="FormatException">The value is not usable.</exception>
    public DateTime? ReadStart(ParseResult given, DateTime now) => given.ReadValue(Start, text => StartText.Parse(text, now));

    /// <exception cref="FormatException">The value is not usable.</exception>
    public double ReadLeastPsnr(ParseResult given) => given.ReadValue(LeastPsnr, text =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value <= 100
            ? value
            : throw new FormatException($"The likeness \"{text}\" is not usable; allowed is a number of dB from 0 to 100.")) ?? JobSpec.DefaultPsnr;

    /// <summary>No option is ignored in silence.</summary>
    /// <exception cref="UsageException">One of them was given without the switch.</exception>
    public void RequireSwitch(ParseResult given)
    {
        Option? idle = RecordSection.Options.FirstOrDefault(option => option != Defer && given.GetResult(option) is { Implicit: false });
        if (idle is not null && !given.GetValue(Defer))
        {
            throw new UsageException($"{idle.Name} goes with {Defer.Name}, which was not given");
        }
    }
}
