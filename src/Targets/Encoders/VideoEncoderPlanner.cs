namespace GiftGrab;

/// <summary>Turns options into what an encoder is told: one candidate after the other, the favourite first.</summary>
internal sealed class VideoEncoderPlanner(Codec codec, FrameRate frameRate, VideoEncoderOptions options, bool globalHeader)
{
    /// <summary>The formats that the container can name for pixels as they are; empty: all.</summary>
    public IReadOnlyList<PixelFormat> RawFormats { get; set; } = [];

    /// <summary>Plans for pictures of a size and format.</summary>
    /// <param name="source">The pictures that will come.</param>
    /// <returns>At least one candidate, made as it is asked for.</returns>
    /// <exception cref="VideoTargetException">No encoder of the codec runs on the device that was named.</exception>
    public IEnumerable<EncoderCandidate> Plan(PictureShape source) => Kinds().Select(kind => Candidate(kind, source));

    /// <summary>Refuses what no encoder of the codec takes, whatever the pictures are.</summary>
    /// <exception cref="VideoTargetException">It is refused by the encoder that would be taken last.</exception>
    public void RequirePossible()
    {
        VideoTargetException? last = null;
        foreach (EncoderKind kind in Kinds())
        {
            try
            {
                EncoderOptionRules.Check(kind, options);
                return;
            }
            catch (VideoTargetException refusal)
            {
                last = refusal;
            }
        }

        throw last!;
    }

    /// <summary>The codecs that this FFmpeg can encode in software.</summary>
    private static string AvailableCodecs() => string.Join(", ", Enum.GetValues<Codec>()
        .Where(codec => EncoderKinds.For(codec, HardwareAcceleration.Off).Any(kind => EncoderCatalog.Has(kind.Name)))
        .Select(CodecNames.NameOf));

    private IEnumerable<EncoderKind> Kinds()
    {
        if (options.Encoder is { } name)
        {
            return [EncoderKinds.Find(codec, name)!];
        }

        if (options.Hardware is not (HardwareAcceleration.Off or HardwareAcceleration.Auto))
        {
            EncoderKind[] named = [.. EncoderKinds.For(codec, options.Hardware)];
            return named.Length > 0 ? named : throw new VideoTargetException(
                $"No device of the kind {HardwareAccelerationNames.NameOf(options.Hardware)} encodes {CodecNames.NameOf(codec)}; hardware \"auto\" or \"off\" does.");
        }

        // Only for lossless is the second encoder of a codec worth its price: it does what the first cannot.
        EncoderKind[] all = [.. EncoderKinds.For(codec, HardwareAcceleration.Off)];
        EncoderKind[] software = options.Lossless ? all : [all.FirstOrDefault(kind => EncoderCatalog.Has(kind.Name)) ?? all[0]];
        return options.Hardware == HardwareAcceleration.Off
            ? software
            : HardwareDevice.Kinds.SelectMany(kind => EncoderKinds.For(codec, kind)).Concat(software);
    }

    private EncoderCandidate Candidate(EncoderKind kind, PictureShape source)
    {
        PixelFormat format = PixelFormat.None;
        try
        {
            if (!EncoderCatalog.Has(kind.Name))
            {
                throw new VideoTargetException($"encoder {kind.Name} not available; available codecs: {AvailableCodecs()}");
            }

            EncoderOptionRules.Check(kind, options);
            if (HardwareDevice.MissingPart(kind.Hardware) is { Length: > 0 } missing)
            {
                bool isAsked = options.Encoder is null && options.Hardware != HardwareAcceleration.Auto;
                throw new VideoTargetException(isAsked ? $"hardware {missing}; \"auto\" or \"off\" encodes on the processor." : missing);
            }

            bool staysOnDevice = source.StaysOnDevice(kind, options);
            format = staysOnDevice ? source.Format : PixelFormatChoice.For(kind, source.DeviceFormat, options, RawFormats);
            EncoderOptionRules.Check(kind, options, source.Width, source.Height, staysOnDevice ? source.DeviceFormat : format, frameRate);
        }
        catch (VideoTargetException refusal)
        {
            return new EncoderCandidate(kind, null, null, refusal);
        }

        var builder = new EncoderSettingsBuilder();
        string control = Configure(kind, builder);
        var settings = new VideoEncoderSettings
        {
            Encoder = kind.Name,
            Width = source.Width,
            Height = source.Height,
            Format = format,
            Color = source.ColorIn(format),
            FrameRate = frameRate,
            TicksPerSecond = FrameClock.TicksPerSecond(frameRate, kind.MostTicksPerSecond),
            Hardware = kind.Hardware,
            NeedsDeviceFrames = kind.NeedsDeviceFrames,
            BitRate = builder.BitRate,
            QuantizerScale = builder.QuantizerScale,
            GopLength = options.GopLength ?? builder.GopLength,
            MaxBFrames = builder.MaxBFrames,
            Threads = options.Threads > 0 ? options.Threads : kind.DefaultThreads,
            GlobalHeader = globalHeader,
            CodecTag = builder.CodecTag,
            Options = builder.Options,
        };
        return new EncoderCandidate(kind, settings, PlanFor(kind, settings, source, control), null);
    }

    private VideoEncoderPlan PlanFor(EncoderKind kind, VideoEncoderSettings settings, PictureShape source, string control) => new()
    {
        Codec = codec,
        Encoder = kind.Name,
        Hardware = kind.Hardware,
        Width = source.Width,
        Height = source.Height,
        SourceFormat = source.Format,
        PixelFormat = settings.Format,
        FrameRate = frameRate,
        Timing = options.Timing ?? FrameTiming.Variable,
        RateControl = control,
        IsLossless = (options.Lossless || kind.Pixels == PixelRule.Exact) && (settings.Format == source.Format || PixelFormatChoice.Keeps(source.DeviceFormat, settings.Format)),
        Threads = settings.Threads,
        GopLength = settings.GopLength,
        Settings = settings.Options,
    };

    // The user's own options come last, so that they win.
    private string Configure(EncoderKind kind, EncoderSettingsBuilder settings)
    {
        kind.SetDefaults(settings);
        Apply(options.Preset, kind.SetPreset, settings);
        Apply(options.Tune, kind.SetTune, settings);
        Apply(options.Profile, kind.SetProfile, settings);
        Apply(options.Level, kind.SetLevel, settings);
        string control = SetRateControl(kind, settings);
        if (options.Threads > 0)
        {
            kind.SetThreads(settings, options.Threads);
        }

        if (options.IntraRefresh)
        {
            kind.SetIntraRefresh(settings);
        }

        if (options.RepeatHeaders)
        {
            kind.SetRepeatHeaders(settings);
        }

        if (options.LowLatency)
        {
            kind.SetLowLatency(settings);
        }

        foreach ((string name, string value) in options.EncoderOptions)
        {
            settings.SetOrAppend(name, value);
        }

        return control;
    }

    private string SetRateControl(EncoderKind kind, EncoderSettingsBuilder settings)
    {
        if (options.Lossless)
        {
            kind.SetLossless(settings);
            return "lossless";
        }

        if (options.BitRate is { } rate)
        {
            kind.SetBitRate(settings, rate);
            return $"bitrate {rate}";
        }

        if (options.Qp is { } qp)
        {
            kind.SetQp(settings, qp);
            return $"qp {qp}";
        }

        if (kind.Quality is not { } scale)
        {
            return "none";
        }

        int quality = options.Quality ?? scale.ValueOf(options.QualityPreset ?? QualityPreset.Medium);
        kind.SetQuality(settings, quality);
        return $"quality {quality}";
    }

    private static void Apply(string? value, Action<EncoderSettingsBuilder, string> set, EncoderSettingsBuilder settings)
    {
        if (value is not null)
        {
            set(settings, value);
        }
    }
}
