using GiftGrab.Cli;

namespace GiftGrab.Interop;

/// <summary>Makes the file writer that a host describes by options: those of the command line under the same names, with
/// underscores.</summary>
internal static class TargetChoices
{
    /// <summary>A target that writes a file.</summary>
    public static ExportedTarget OpenFile(Codec codec, string path, FrameRate rate, OptionList options)
    {
        (VideoTargetOptions choices, TargetSound? sound) = Read(options);
        return Make(sound, () => VideoTargetFactory.CreateFileWriter(codec, path, rate, choices), target => new(target, rate, choices.QueueCapacity));
    }

    /// <summary>A recorder that writes a file between each start and stop; the option <c>pause_gap</c> says what a pause leaves in it.</summary>
    public static ExportedTarget OpenRecorder(Codec codec, string fileName, FrameRate rate, OptionList options)
    {
        string source = options.Text("source") ?? "source";
        PauseGap gap = options.Value("pause_gap", ControlChoices.ParseGap) ?? PauseGap.Keep;
        (VideoTargetOptions choices, TargetSound? sound) = Read(options);
        if (sound is { IsApart: true })
        {
            sound.Dispose();
            throw new VideoTargetException($"{fileName} is under control and takes the sound of its pictures' source alone: audio=source.");
        }

        var control = new ControlledRecorderOptions { PauseGap = gap };
        return Make(
            sound, () => VideoTargetFactory.CreateControlledWriter(codec, fileName, rate, choices, control),
            recorder => new(recorder, source, rate, choices.QueueCapacity));
    }

    /// <summary>A target that keeps what was, and writes files of it when told; the options <c>ring</c> and <c>ring_memory</c> say how much.</summary>
    public static ExportedTarget OpenRing(Codec codec, FrameRate rate, OptionList options)
    {
        string size = options.Text("ring") ?? throw new FormatException("A ring needs the option ring, such as 3s, 50MB or 90f.");
        RingOptions ring = SplitChoices.ParseRing(size, options.Text("ring_memory"));
        (VideoTargetOptions choices, TargetSound? sound) = Read(options);
        return Make(
            sound, () => VideoTargetFactory.CreateRing(codec, rate, ring, choices.Container ?? Container.Mkv, choices),
            target => new(target, rate, choices.QueueCapacity));
    }

    /// <summary>A target that writes into a stream; the option <c>container</c> says what.</summary>
    public static ExportedTarget OpenStream(Codec codec, Stream stream, FrameRate rate, OptionList options)
    {
        (VideoTargetOptions choices, TargetSound? sound) = Read(options);
        return Make(
            sound, () => VideoTargetFactory.CreateStreamWriter(codec, stream, choices.Container ?? throw NeedsContainer(), rate, choices),
            target => new(target, rate, choices.QueueCapacity));
    }

    /// <summary>A target whose packets an observer takes.</summary>
    public static ExportedTarget OpenPackets(Codec codec, IObserver<EncodedPacket> observer, FrameRate rate, OptionList options)
    {
        VideoTargetOptions choices = ReadPictures(options);
        RequireEmpty(options);
        VideoTarget target = VideoTargetFactory.CreateNullWriter(codec, rate, choices);
        target.Encoder.Attach(observer, DeliveryOptions.Inline);
        return new ExportedTarget(target, rate, choices.QueueCapacity);
    }

    /// <summary>Makes a target and puts its sound beside it; what fails leaves neither behind.</summary>
    private static ExportedTarget Make<T>(TargetSound? sound, Func<T> make, Func<T, ExportedTarget> export)
        where T : class, IObserver<AudioFrame>, IDisposable
    {
        T? target = null;
        try
        {
            target = make();
            ExportedTarget exported = export(target);
            if (sound is not null)
            {
                sound.AttachTo(target);
                exported.Accompany(sound);
            }

            return exported;
        }
        catch
        {
            target?.Dispose();
            sound?.Dispose();
            throw;
        }
    }

    private static VideoTargetException NeedsContainer() => new($"A stream needs the option container; allowed are {Containers.Allowed}.");

    private static (VideoTargetOptions Choices, TargetSound? Sound) Read(OptionList options)
    {
        VideoTargetOptions pictures = ReadPictures(options);
        TargetSound? sound = TargetSound.Read(options);
        try
        {
            VideoTargetOptions choices = TargetSound.Choose(pictures, options, sound);
            RequireEmpty(options);
            return (choices, sound);
        }
        catch
        {
            sound?.Dispose();
            throw;
        }
    }

    private static void RequireEmpty(OptionList options) => options.RequireEmpty("A writer", "help(pygiftgrab.VideoTargetFFmpeg)");

    private static VideoTargetOptions ReadPictures(OptionList options) => new()
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
        QueueCapacity = options.Int("queue") ?? DeliveryOptions.DefaultCapacity,
    };

    private static VideoEncoderOptions ReadVideo(OptionList options) => new()
    {
        Quality = options.Int("quality"),
        QualityPreset = options.Value("quality_preset", QualityPresetText.Parse),
        BitRate = options.Number("bitrate"),
        Qp = options.Int("qp"),
        Lossless = options.Flag("lossless") ?? false,
        Preset = options.Text("preset"),
        Profile = options.Text("profile"),
        Level = options.Text("level"),
        Tune = options.Text("tune"),
        GopLength = options.Int("gop"),
        IntraRefresh = options.Flag("intra_refresh") ?? false,
        RepeatHeaders = options.Flag("repeat_headers") ?? false,
        LowLatency = options.Flag("low_latency") ?? false,
        Threads = options.Int("threads") ?? 0,
        EveryNth = options.Int("every") ?? 1,
        Speed = options.Value("speed", text => FactorText.Parse("speed", text)) ?? 1,
        Size = options.Value("output_size", PictureSizeText.Parse),
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
}
