using GiftGrab.Cli;

namespace GiftGrab.Interop;

/// <summary>Opens the source that a host describes by an address and options.</summary>
internal static class SourceChoices
{
    /// <summary>Frames that wait for the host: enough to bridge a garbage collection, too few to be late.</summary>
    private const int Capacity = 4;

    /// <summary>Before the name of one of GIFT-Grab's devices.</summary>
    private const string DeviceScheme = "device:";

    public static ExportedSource Open(string address, OptionList options)
    {
        PixelFormat? format = options.Value("format", PixelFormat.Parse);
        QueueFullPolicy? whenFull = options.Choice(
            "when_full", ("block", QueueFullPolicy.Block), ("drop-oldest", QueueFullPolicy.DropOldest), ("drop-newest", QueueFullPolicy.DropNewest));
        int capacity = options.Int("queue") ?? Capacity;
        var choices = new SourceOptions
        {
            Pace = options.Value("pace", Pace.Parse),
            FrameRate = options.Value("frame_rate", FrameRate.Parse),
            Hardware = options.Value("hardware", HardwareAccelerationNames.Parse) ?? HardwareAcceleration.Off,
            DecoderThreads = options.Int("threads") ?? 0,
            Name = options.Text("name"),
            Capture = ReadCapture(options),
            Live = ReadLive(options),
        };
        options.RequireEmpty("A source", "help(pygiftgrab.VideoSourceFFmpeg)");
        return Export(Create(address, format, choices), format, capacity, whenFull);
    }

    private static VideoSource Create(string address, PixelFormat? format, SourceOptions choices)
    {
        if (!address.StartsWith(DeviceScheme, StringComparison.Ordinal))
        {
            return VideoSourceFactory.Create(address, choices);
        }

        string name = address[DeviceScheme.Length..];
        return Enum.TryParse(name, out Device device) && Enum.IsDefined(device)
            ? VideoSourceFactory.GetDevice(device, format ?? PixelFormat.Bgra, choices)
            : throw new DeviceNotFoundException($"There is no device {name}; allowed are {string.Join(", ", Enum.GetNames<Device>())}.");
    }

    private static CaptureOptions? ReadCapture(OptionList options)
    {
        var choices = new CaptureOptions
        {
            Size = options.Value("size", PictureSizeText.Parse),
            ShowsCursor = options.Flag("cursor"),
            Latency = options.Choice("latency", ("normal", CaptureLatency.Normal), ("low", CaptureLatency.Low)),
            Transport = options.Choice("rtsp_transport", ("tcp", RtspTransport.Tcp), ("udp", RtspTransport.Udp)),
        };
        return choices == new CaptureOptions() ? null : choices;
    }

    private static LiveOptions? ReadLive(OptionList options)
    {
        var usual = new LiveOptions();
        var choices = new LiveOptions
        {
            ConnectTimeout = options.Seconds("connect_timeout") ?? usual.ConnectTimeout,
            IdleLimit = options.Seconds("idle"),
            StallTimeout = options.Seconds("stall") ?? usual.StallTimeout,
            ReconnectLimit = options.Seconds("reconnect") ?? usual.ReconnectLimit,
            WhileLost = options.Choice(
                "while_lost",
                ("none", LossPicture.None), ("last", LossPicture.LastFrame), ("black", LossPicture.Black), ("no-signal", LossPicture.NoSignal))
                ?? usual.WhileLost,
        };
        return choices == usual ? null : choices;
    }

    /// <summary>Gives a source to the host.</summary>
    /// <param name="source">Whoever closes its handle disposes it.</param>
    /// <param name="format">The pixel format that the host gets; <see langword="null"/>: the source's own.</param>
    /// <param name="capacity">How many frames may wait.</param>
    /// <param name="whenFull"><see langword="null"/>: a live source drops the oldest, so that slow observers see what is new, and
    /// the last frame of all.</param>
    public static ExportedSource Export(
        VideoSource source, PixelFormat? format, int capacity = Capacity, QueueFullPolicy? whenFull = null)
    {
        QueueFullPolicy policy = whenFull ?? (source.IsLive ? QueueFullPolicy.DropOldest : QueueFullPolicy.Block);
        return new ExportedSource(source, format, DeliveryOptions.Queued(capacity, policy));
    }
}
