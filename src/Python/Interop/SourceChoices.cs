namespace GiftGrab.Interop;

/// <summary>Opens the source that a host describes by an address and options.</summary>
internal static class SourceChoices
{
    /// <summary>Frames that wait for the host: enough to bridge a garbage collection, too few to be late.</summary>
    private const int Capacity = 4;

    public static ExportedSource Open(string address, OptionList options)
    {
        PixelFormat? format = options.Value("format", PixelFormat.Parse);
        QueueFullPolicy? whenFull = options.Choice(
            "when_full", ("block", QueueFullPolicy.Block), ("drop-oldest", QueueFullPolicy.DropOldest), ("drop-newest", QueueFullPolicy.DropNewest));
        int capacity = checked((int)(options.Number("queue") ?? Capacity));
        var choices = new SourceOptions
        {
            Pace = options.Value("pace", Pace.Parse),
            FrameRate = options.Value("frame_rate", FrameRate.Parse),
            Hardware = options.Value("hardware", HardwareAccelerationNames.Parse) ?? HardwareAcceleration.Off,
            DecoderThreads = checked((int)(options.Number("threads") ?? 0)),
            Name = options.Text("name"),
        };
        options.RequireEmpty("a source");
        DeliveryOptions delivery = DeliveryOptions.Queued(capacity, whenFull);
        return new ExportedSource(VideoSourceFactory.Create(address, choices), format, delivery);
    }
}
