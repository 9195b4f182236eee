using System.Diagnostics.Metrics;

namespace GiftGrab;

/// <summary>The instruments of the meter <c>GiftGrab</c>.</summary>
/// <remarks>Tags: <c>source</c>, who delivers or encodes; <c>observer</c>, who takes, or the file written; <c>reason</c>,
/// why something was dropped: <c>queue-full</c>, <c>observer-failed</c>, <c>detached</c>. Make tags once and ask
/// <c>Enabled</c> before a measurement that costs something, so that nothing is paid where nobody listens.</remarks>
internal static class GiftGrabMetrics
{
    public const string MeterName = "GiftGrab";

    private static readonly Meter Meter = new(MeterName, "1");

    public static readonly Counter<long> Captured =
        Meter.CreateCounter<long>("giftgrab.frames.captured", "{frame}", "Pictures and blocks of sound that a source delivered.");

    public static readonly Counter<long> Delivered =
        Meter.CreateCounter<long>("giftgrab.frames.delivered", "{frame}", "Units that an observer took.");

    public static readonly Counter<long> Dropped =
        Meter.CreateCounter<long>("giftgrab.frames.dropped", "{frame}", "Units that an observer never saw.");

    public static readonly UpDownCounter<int> QueueLength =
        Meter.CreateUpDownCounter<int>("giftgrab.queue.length", "{frame}", "Units that wait for an observer.");

    public static readonly Histogram<double> EncodeDuration =
        Meter.CreateHistogram<double>("giftgrab.encode.duration", "s", "Time inside the encoder for one frame.");

    public static readonly Counter<long> OutputBytes =
        Meter.CreateCounter<long>("giftgrab.output.bytes", "By", "Bytes written to an output.");
}
