namespace GiftGrab;

/// <summary>The metrics of one attachment, with its tags made once so that counting allocates nothing.</summary>
internal readonly struct DeliveryMeter
{
    private readonly KeyValuePair<string, object?> _source;
    private readonly KeyValuePair<string, object?> _observer;

    public DeliveryMeter(string source, string observer)
    {
        _source = new("source", source);
        _observer = new("observer", observer);
    }

    public void Delivered()
    {
        if (GiftGrabMetrics.Delivered.Enabled)
        {
            GiftGrabMetrics.Delivered.Add(1, _source, _observer);
        }
    }

    public void Dropped(long count, string reason)
    {
        if (count > 0 && GiftGrabMetrics.Dropped.Enabled)
        {
            GiftGrabMetrics.Dropped.Add(count, _source, _observer, new("reason", reason));
        }
    }

    public void QueueChanged(int by)
    {
        if (by != 0 && GiftGrabMetrics.QueueLength.Enabled)
        {
            GiftGrabMetrics.QueueLength.Add(by, _source, _observer);
        }
    }
}
