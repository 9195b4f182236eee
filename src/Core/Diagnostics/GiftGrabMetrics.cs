using System.Diagnostics.Metrics;

namespace GiftGrab;

/// <summary>The instruments of the meter <c>GiftGrab</c>.</summary>
internal static class GiftGrabMetrics
{
    public const string MeterName = "GiftGrab";

    private static readonly Meter Meter = new(MeterName, "1");

    public static readonly Counter<long> Captured =
        Meter.CreateCounter<long>("giftgrab.frames.captured", "{frame}", "Units that a source delivered.");

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
