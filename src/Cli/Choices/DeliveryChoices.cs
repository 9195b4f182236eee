using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that say what happens when an output cannot keep up.</summary>
internal sealed class DeliveryChoices
{
    // An encoder that opens, or a busy machine, costs a live source no frame; nor does what a stream of the network sends at once at its
    // start, which is as long as FFmpeg looked at it.
    private const int LiveSeconds = 2;
    private const int FewestLive = 32;

    // A second of 1080p at 60; of larger pictures the fewest.
    private const long MostBytes = 256L << 20;

    public Option<string?> Queue { get; } = Opt.Value("--queue", "N", $"frames that may wait for each output, 1 to 100000; by default {LiveSeconds} seconds of a live source ({FewestLive} or more, within 256 MiB) and {DeliveryOptions.DefaultCapacity} of all else");

    public Option<string?> WhenFull { get; } = Opt.Value("--when-full", "POLICY", "block, drop-oldest or drop-newest; by default a live source drops the newest and all else blocks");

    public OptionSection Section => new("When an output cannot keep up", [Queue, WhenFull]);

    /// <summary>How many frames of a source may wait where nothing is said.</summary>
    public static int CapacityFor(VideoSource source)
    {
        if (!source.IsLive)
        {
            return DeliveryOptions.DefaultCapacity;
        }

        double wanted = LiveSeconds * (source.FrameRate.IsKnown ? source.FrameRate.FramesPerSecond : 30);
        int bytesOfAPixel = source.Format.BitDepth > 8 ? 4 : 2;
        long affordable = MostBytes / Math.Max(1, (long)source.Width * source.Height * bytesOfAPixel);
        return (int)Math.Max(FewestLive, Math.Min(wanted, affordable));
    }

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
