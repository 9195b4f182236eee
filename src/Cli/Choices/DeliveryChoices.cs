using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that say what happens when an output cannot keep up.</summary>
internal sealed class DeliveryChoices
{
    /// <summary>About a second of frames: an encoder that opens, or a busy machine, costs a live source none.</summary>
    public const int LiveCapacity = 32;

    public Option<string?> Queue { get; } = Opt.Value("--queue", "N", $"frames that may wait for each output, 1 to 100000; by default {LiveCapacity} of a live source and {DeliveryOptions.DefaultCapacity} of all else");

    public Option<string?> WhenFull { get; } = Opt.Value("--when-full", "POLICY", "block, drop-oldest or drop-newest; by default a live source drops the newest and all else blocks");

    public OptionSection Section => new("When an output cannot keep up", [Queue, WhenFull]);

    /// <exception cref="FormatException">A value is not usable.</exception>
    public (int? Capacity, QueueFullPolicy? WhenFull) Read(ParseResult given) => (
        given.ReadValue(Queue, text => (int)NumberText.Parse("queue length", text, 1, 100_000)),
        given.ReadValue(WhenFull, text => ChoiceText.Parse(
            "policy of a full queue",
            text,
            ("block", QueueFullPolicy.Block),
            ("drop-oldest", QueueFullPolicy.DropOldest),
            ("drop-newest", QueueFullPolicy.DropNewest))));
}
