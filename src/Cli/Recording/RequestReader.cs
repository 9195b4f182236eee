using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options of recording, and the request that they make together.</summary>
internal sealed class RequestReader
{
    private readonly SourceChoices _source = new();
    private readonly CaptureChoices _capture = new();
    private readonly EncodingChoices _encoding = new();
    private readonly FileChoices _file = new();
    private readonly SoundChoices _sound = new();
    private readonly DeliveryChoices _delivery = new();
    private readonly LiveChoices _live = new();
    private readonly SplitChoices _split = new();
    private readonly SnapshotChoices _snapshots = new();
    private readonly ControlChoices _control = new();
    private readonly ReportChoices _report = new();

    /// <summary>The options, for the parser and the help.</summary>
    public IReadOnlyList<OptionSection> Sections =>
        [_source.Section, _capture.Section, _live.Section, _encoding.Section, _file.FileSection, _sound.Section, _split.Section, _snapshots.Section, _control.Section, _delivery.Section, _report.Section];

    /// <summary>The request of a recording of sound alone; <see langword="null"/> where there are pictures.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="source">The address of the source.</param>
    /// <param name="outputs">The outputs' paths, at least one.</param>
    /// <param name="mustEnd">Whether a source that never ends by itself is refused where nothing else ends it.</param>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">Values do not go together.</exception>
    /// <exception cref="VideoTargetException">An output's name says no container, or the container keeps no such codec.</exception>
    public SoundRequest? ReadSoundAlone(ParseResult given, string source, IReadOnlyList<string> outputs, bool mustEnd = false)
    {
        var reader = new SoundRequestReader(_source, _live, _sound, _file, _delivery, _report, Planned);
        return reader.Applies(given, source, outputs)
            ? reader.Read(given, source, outputs, Sections.SelectMany(section => section.Options), mustEnd)
            : null;
    }

    /// <summary>Asks for results as JSON.</summary>
    public Option<bool> Json => _report.Json;

    /// <summary>Asks for the way in which each output is made.</summary>
    public Option<bool> ShowPlan => _report.ShowPlan;

    /// <summary>The data set that is asked for, and the extension of its recordings.</summary>
    public (string Folder, string Extension)? ReadDataSet(ParseResult given) => given.GetValue(_file.DataSet) is { } folder
        ? (folder, $".{Containers.NameOf(new PerOutput(given, 0, 1).Value(_file.Container, Containers.Parse) ?? Container.Mkv)}")
        : null;

    /// <summary>Lists all files.</summary>
    public Option<string?> Manifest => _file.Manifest;

    /// <summary>The options that say how pictures and sound are encoded and written, wherever they come from.</summary>
    /// <param name="hasRate">Whether the rate is the output's and not the source's.</param>
    public IReadOnlyList<Option> CarriedOptions(bool hasRate) =>
    [
        .. _encoding.Section.Options,
        .. hasRate ? [_file.FrameRate] : (Option[])[],
        _file.Container, _file.ConstantRate, _file.Overwrite, _file.Sidecar, _file.Checksum, _file.Title, _file.Metadata, _file.FileMode,
        _file.MinimumFree, _sound.Codec, _sound.BitRate,
    ];

    /// <param name="given">The command line.</param>
    /// <param name="source">The address of the source.</param>
    /// <param name="outputs">The outputs' paths, at least one.</param>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">Values do not go together.</exception>
    /// <exception cref="SourceAddressException">The source is not understood.</exception>
    /// <exception cref="VideoTargetException">An output's name says no container, or the container keeps no such codec.</exception>
    public RecordingRequest Read(ParseResult given, string source, IReadOnlyList<string> outputs)
    {
        // Under control, each part between a START and a STOP gets a name of its own.
        if (_control.Read(given) is not { } control)
        {
            NamedOutput[] names = [.. outputs.Select((output, i) => Expand(new PerOutput(given, i, outputs.Count), output, source))];
            return Named(Read(given, source, [.. names.Select(name => name.Path)], 0, outputs.Count), names);
        }

        return given.GetValue(ShowPlan)
            ? throw new UsageException($"{ShowPlan.Name} tells what is recorded from the start, and {_control.Control.Name} begins and ends files on command; allowed is one of them")
            : Read(given, source, outputs, 0, outputs.Count) with { Control = control };
    }

    /// <summary>Reads the requests of several sources that are recorded at once.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="sources">The addresses of the sources.</param>
    /// <param name="outputs">The path of each source's output.</param>
    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">Values do not go together.</exception>
    public IReadOnlyList<RecordingRequest> Read(ParseResult given, IReadOnlyList<string> sources, IReadOnlyList<string> outputs)
    {
        if (sources is [var only])
        {
            return [Read(given, only, outputs)];
        }

        if (_control.Read(given) is not null)
        {
            throw new UsageException($"{_control.Control.Name} controls the recording of one source, and {sources.Count} are given");
        }

        NamedOutput[] names = [.. outputs.Select((output, i) => Expand(new PerOutput(given, i, outputs.Count), output, sources[i]))];
        outputs = [.. names.Select(name => name.Path)];
        return [.. sources.Select((source, i) => Named(Read(given, source, outputs, i, 1), [names[i]]))];
    }

    /// <summary>Whether an output's container is named by an option, so that its path need not say it.</summary>
    public bool NamesContainer(ParseResult given) => given.GetValue(_file.Container) is { Length: > 0 };

    /// <summary>Whether the size of the source's pictures is asked for.</summary>
    public bool NamesSourceSize(ParseResult given) => given.GetValue(_capture.Size) is not null;

    // What stands beside a file, or is told of it, does not make it what it is.
    private PlannedOptions Planned => new(
        _encoding,
        _file,
        _sound,
        [
            .. Sections.SelectMany(section => section.Options)
                .Except([_file.Manifest, .. _snapshots.Section.Options, .. _control.Section.Options, .. _report.Section.Options]),
        ],
        [_encoding.CodecOption, _file.Metadata, _split.TriggerAt]);

    // A recording in several files names each by itself.
    private NamedOutput Expand(PerOutput output, string path, string source) => _split.MakesFiles(output)
        ? new NamedOutput(path, null)
        : OutputNames.Expand(path, source, output.Given.GetValue(_file.Overwrite));

    private static RecordingRequest Named(RecordingRequest request, IEnumerable<NamedOutput> names) =>
        request with { Outputs = [.. request.Outputs.Zip(names, (output, name) => output with { Names = name.Names })] };

    private RecordingRequest Read(ParseResult given, string source, IReadOnlyList<string> outputs, int first, int count)
    {
        OutputPaths.RequireDistinct(source, _sound.ReadSource(given), _file.Written(given, outputs));
        FrameRate? rate = _file.ReadFrameRate(given);
        (string scheme, string target) = SourceAddress.Parse(source);

        // A network stream has a rate of its own, as a file has; an @ in it ends a password.
        bool hasRate = scheme == SourceAddress.File || target.StartsWith("//", StringComparison.Ordinal);
        if (rate is not null && !hasRate && target.Contains('@', StringComparison.Ordinal))
        {
            throw new UsageException($"{Credentials.RedactAddress(source)} names a rate and --fps {rate} another; allowed is one of them");
        }

        return new RecordingRequest(
            _source.Read(given, source, hasRate ? null : rate, _encoding.ReadHardware(given), _capture.Read(given), ReadLive(given, source, first, count == outputs.Count ? 1 : outputs.Count)) with
            {
                Sound = ReadSound(given, source),
                MustHaveSound = _sound.ReadSource(given) == source,
            },
            [.. outputs.Skip(first).Take(count).Select((path, i) => ReadOutput(new PerOutput(given, first + i, outputs.Count), path, hasRate ? rate : null) with
            {
                SourceName = OutputNames.Of(source),
                Command = given.GetValue(ShowPlan) ? Plan(new PerOutput(given, first + i, outputs.Count), source, path, !hasRate && !target.Contains('@')) : null,
            })],
            _file.ReadManifest(given),
            _report.Read(given),
            _live.WantsNewFile(given),
            ReadSnapshots(given, source, outputs[first]));
    }

    private PlannedCommand Plan(PerOutput output, string source, string path, bool rateIsOpen) =>
        new(output, source, _split.MakesFiles(output) ? path : OutputNames.Escape(path), Planned, rateIsOpen);

    // Pictures are kept of what is recorded, not of what comes while it ends.
    private SnapshotRequest? ReadSnapshots(ParseResult given, string source, string recording)
    {
        (long? frames, TimeSpan? duration) = _source.ReadLimits(given);
        return _snapshots.Read(given, recording, given.GetValue(_file.Overwrite)) is { } snapshots
            ? snapshots with { Options = snapshots.Options with { SourceName = OutputNames.Of(source), MaxFrames = frames, MaxDuration = duration } }
            : null;
    }

    private string? ReadSound(ParseResult given, string source)
    {
        string? sound = _sound.ReadSource(given);
        return sound is not null && given.GetValue(_source.NoAudio)
            ? throw new UsageException($"{_sound.Source.Name} {sound} and {_source.NoAudio.Name} do not go together; allowed is one of them")
            : sound is not null && sound == source ? null : sound;
    }

    private LiveOptions? ReadLive(ParseResult given, string source, int number, int sources)
    {
        LiveOptions? live = _live.ReadFor(given, source, number, sources);

        // A recording keeps one size: the source that ends with what it has leaves the file whole.
        return live is null && SourceAddress.Parse(source).IsLive ? new LiveOptions { OnFormatChange = FormatChange.Stop } : live;
    }

    private OutputRequest ReadOutput(PerOutput output, string path, FrameRate? rate)
    {
        Container container = output.Value(_file.Container, Containers.Parse) ?? Containers.FromPath(path);
        Codec codec = output.Value(_encoding.Codec, CodecNames.Parse) ?? Containers.DefaultCodec(container, path);
        Containers.RequireLegal(container, codec, path);
        if (_sound.ReadSource(output.Given) is not null && Containers.DefaultAudio(container) is null)
        {
            throw new UsageException($"{path} cannot hold sound, which {_sound.Source.Name} asks for; mp4, mov, mkv, webm, avi and ts can");
        }

        AudioCodec? sound = _sound.ReadCodec(output);
        if (sound is { } asked)
        {
            Containers.RequireLegal(container, asked, path);
        }

        VideoEncoderOptions video = _encoding.Read(output);
        if (video.Speed != 1 && _sound.ReadSource(output.Given) is { } audio)
        {
            throw new UsageException($"{_encoding.Speed.Name} plays {path} without sound, and {_sound.Source.Name} {audio} asks for it; allowed is one of them");
        }

        // A recording that plays faster is watched at a usual rate; the frames for which it has no place are counted.
        bool isLapse = video is { Speed: > 1, EveryNth: 1 };
        (long? frames, TimeSpan? duration) = _source.ReadLimits(output.Given);
        (int? capacity, QueueFullPolicy? whenFull) = _delivery.Read(output.Given);
        _split.RequireChannel(output.Given, _control.Control);
        SplitOptions? split = _split.ReadSplit(output) is { } cut ? cut with { OnFormatChange = _live.WantsNewFile(output.Given) } : null;
        RingRequest? ring = _split.ReadRing(output.Given);
        bool isDescribed = output.Given.GetValue(_file.Sidecar);
        if (ring is not null && (split is not null || isDescribed))
        {
            throw new UsageException($"{_split.Ring.Name} and {(isDescribed ? _file.Sidecar.Name : _split.Slice.Name)} do not go together: a ring is written when triggered");
        }

        bool constant = isLapse || rate is not null || output.Given.GetValue(_file.ConstantRate);
        return new OutputRequest(path, codec, container, rate, capacity, new VideoTargetOptions
        {
            Video = video with { Timing = constant ? FrameTiming.Constant : null },
            AudioCodec = sound,
            Audio = _sound.Read(output),
            AudioOffset = _sound.ReadOffset(output.Given),
            UntilSilence = _sound.ReadSilence(output.Given, duration),
            Container = container,
            File = _file.Read(output),
            Sidecar = isDescribed,
            Checksum = _file.ReadChecksum(output.Given),
            Split = split,
            VerifyLossless = _file.ReadVerification(output.Given, video.Lossless),
            MaxFrames = frames,
            MaxDuration = duration,
            WhenFull = whenFull,
        }, ring);
    }
}
