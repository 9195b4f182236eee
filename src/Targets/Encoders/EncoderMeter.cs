using System.Diagnostics;

namespace GiftGrab;

/// <summary>Measures the time inside an encoder, with its tag made once so that it allocates nothing.</summary>
internal readonly struct EncoderMeter(string name)
{
    private readonly KeyValuePair<string, object?> _source = new("source", name);

    /// <summary>A time stamp; 0 where nobody listens.</summary>
    public long Start() => GiftGrabMetrics.EncodeDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public void Stop(long start)
    {
        if (start != 0)
        {
            GiftGrabMetrics.EncodeDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, _source);
        }
    }
}
