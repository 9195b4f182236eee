using GiftGrab.Cli;

namespace GiftGrab.Interop;

/// <summary>Makes the file writer that a host describes by options: those of the command line under the same names, with
/// underscores.</summary>
internal static class TargetChoices
{
    /// <summary>A target that writes a file.</summary>
    public static ExportedTarget OpenFile(Codec codec, string path, FrameRate rate, OptionList options)
    {
        VideoTargetOptions choices = Read(options);
        return new ExportedTarget(VideoTargetFactory.CreateFileWriter(codec, path, rate, choices), rate, choices.QueueCapacity);
    }

    /// <summary>A recorder that writes a file between each start and stop; the option <c>pause_gap</c> says what a pause leaves in it.</summary>
    public static ExportedTarget OpenRecorder(Codec codec, string fileName, FrameRate rate, OptionList options)
    {
        string source = options.Text("source") ?? "source";
        PauseGap gap = options.Value("pause_gap", ControlChoices.ParseGap) ?? PauseGap.Keep;
        VideoTargetOptions choices = Read(options);
        ControlledRecorder recorder = VideoTargetFactory.CreateControlledWriter(
            codec, fileName, rate, choices, new ControlledRecorderOptions { PauseGap = gap });
        return new ExportedTarget(recorder, source, rate, choices.QueueCapacity);
    }

    /// <summary>A target that keeps what was, and writes files of it when told; the options <c>ring</c> and <c>ring_memory</c> say how much.</summary>
    public static ExportedTarget OpenRing(Codec codec, FrameRate rate, OptionList options)
    {
        string size = options.Text("ring") ?? throw new FormatException("A ring needs the option ring, such as 3s, 50MB or 90f.");
        RingOptions ring = SplitChoices.ParseRing(size, options.Text("ring_memory"));
        VideoTargetOptions choices = Read(options);
        VideoTarget target = VideoTargetFactory.CreateRing(codec, rate, ring, choices.Container ?? Container.Mkv, choices);
        return new ExportedTarget(target, rate, choices.QueueCapacity);
    }

    /// <summary>A target that writes into a stream; the option <c>container</c> says what.</summary>
    public static ExportedTarget OpenStream(Codec codec, Stream stream, FrameRate rate, OptionList options)
    {
        VideoTargetOptions choices = Read(options);
        Container container = choices.Container
            ?? throw new VideoTargetException($"A stream needs the option container; allowed are {Containers.Allowed}.");
        return new ExportedTarget(
            VideoTargetFactory.CreateStreamWriter(codec, stream, container, rate, choices), rate, choices.QueueCapacity);
    }

    /// <summary>A target whose packets an observer takes.</summary>
    public static ExportedTarget OpenPackets(Codec codec, IObserver<EncodedPacket> observer, FrameRate rate, OptionList options)
    {
        VideoTargetOptions choices = Read(options);
        VideoTarget target = VideoTargetFactory.CreateNullWriter(codec, rate, choices);
        target.Encoder.Attach(observer, DeliveryOptions.Inline);
        return new ExportedTarget(target, rate, choices.QueueCapacity);
    }

    private static VideoTargetOptions Read(OptionList options)
    {
        var choices = new VideoTargetOptions
        {
            Video = ReadVideo(options),
            Container = options.Value("container", Containers.Parse),
            File = ReadFile(options),
            Sidecar = options.Flag("sidecar") ?? false,
            Split = options.Text("slice") is { } slice ? SplitChoices.ParseSplit(slice) : null,
            VerifyLossless = options.Flag("verify"),
            MaxFrames = options.Number("max_frames"),
            MaxDuration = options.Seconds("max_duration"),

            // What is last is kept: a recording then ends when its source does.
            WhenFull = QueueFullPolicy.DropOldest,
            QueueCapacity = checked((int)(options.Number("queue") ?? DeliveryOptions.DefaultCapacity)),
        };
        options.RequireEmpty("A writer", "help(pygiftgrab.VideoTargetFFmpeg)");
        return choices;
    }

    private static VideoEncoderOptions ReadVideo(OptionList options) => new()
    {
        Quality = Int(options, "quality"),
        QualityPreset = options.Value("quality_preset", QualityPresetText.Parse),
        BitRate = options.Number("bitrate"),
        Qp = Int(options, "qp"),
        Lossless = options.Flag("lossless") ?? false,
        Preset = options.Text("preset"),
        Profile = options.Text("profile"),
        Level = options.Text("level"),
        Tune = options.Text("tune"),
        GopLength = Int(options, "gop"),
        IntraRefresh = options.Flag("intra_refresh") ?? false,
        RepeatHeaders = options.Flag("repeat_headers") ?? false,
        LowLatency = options.Flag("low_latency") ?? false,
        Threads = Int(options, "threads") ?? 0,
        PixelFormat = options.Value("pixel_format", PixelFormat.Parse),
        AllowConversion = options.Flag("allow_conversion") ?? false,
        Encoder = options.Text("encoder"),
        EncoderOptions = options.WithPrefix("codec_opt:"),
        Hardware = options.Value("hardware", HardwareAccelerationNames.Parse) ?? HardwareAcceleration.Off,
        Timing = options.Flag("cfr") is { } isConstant ? isConstant ? FrameTiming.Constant : FrameTiming.Variable : null,
    };

    private static FileOutputOptions ReadFile(OptionList options) => new()
    {
        Overwrite = options.Flag("overwrite") ?? true,
        FileMode = options.Value("file_mode", FileModeText.Parse),
        MinimumFreeSpace = options.Number("min_free") ?? FileOutputOptions.DefaultMinimumFreeSpace,
        KeepFragments = options.Flag("keep_fragments") ?? false,
        TimestampFile = options.Text("pts"),
        WallClockFile = options.Text("wall_clock"),
        TsyncFile = options.Text("tsync"),
        Metadata = new RecordingMetadata { Title = options.Text("title"), Tags = options.WithPrefix("metadata:") },
    };

    private static int? Int(OptionList options, string name) => options.Number(name) is { } number ? checked((int)number) : null;
}
