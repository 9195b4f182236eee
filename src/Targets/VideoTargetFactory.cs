namespace GiftGrab;

/// <summary>Makes targets: attach them to a source of pictures, and to one of sound, and they encode and write.</summary>
public static class VideoTargetFactory
{
    /// <summary>Makes a target that writes a file.</summary>
    /// <param name="codec">How pictures are encoded.</param>
    /// <param name="path">The file; its extension chooses the container.</param>
    /// <param name="framesPerSecond">The nominal rate, above 0 and at most <see cref="FrameRate.Maximum"/>.</param>
    /// <param name="options">How; <see langword="null"/>: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not possible.</exception>
    /// <exception cref="VideoTargetException">The file, codec, container or an option is not possible.</exception>
    public static VideoTarget CreateFileWriter(Codec codec, string path, double framesPerSecond, VideoTargetOptions? options = null) =>
        CreateFileWriter(codec, path, FrameRate.FromDouble(framesPerSecond), options);

    /// <inheritdoc cref="CreateFileWriter(Codec, string, double, VideoTargetOptions?)"/>
    /// <param name="codec">How pictures are encoded.</param>
    /// <param name="path">The file; its extension chooses the container.</param>
    /// <param name="frameRate">The nominal rate; presentation times come from the frames.</param>
    /// <param name="options">How; <see langword="null"/>: the defaults.</param>
    public static VideoTarget CreateFileWriter(Codec codec, string path, FrameRate frameRate, VideoTargetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new VideoTargetOptions();
        Container container = options.Container ?? Containers.FromPath(path);
        Containers.RequireLegal(container, codec, path);
        if (options.AudioCodec is { } audio)
        {
            Containers.RequireLegal(container, audio, path);
        }

        if (options.Split is { } split)
        {
            return CreateSplitWriter(codec, path, frameRate, options, container, split);
        }

        VideoEncoder encoder = CreateEncoder(codec, frameRate, options, container, path);
        FileOutputOptions file = options.File with { ExpectedDuration = TargetLimit.LengthOf(options, frameRate) };
        OutputPath? sidecar = ClaimSidecar(path, options);
        try
        {
            return new VideoTarget(encoder, new FileOutput(path, container, file), options, container, path, sidecar);
        }
        catch
        {
            sidecar?.Dispose();
            throw;
        }
    }

    /// <summary>Makes a target that writes into a .NET stream: memory, a pipe, a socket.</summary>
    /// <param name="codec">How pictures are encoded.</param>
    /// <param name="stream">Stays the caller's; need not be able to seek.</param>
    /// <param name="container">The container.</param>
    /// <param name="frameRate">The nominal rate.</param>
    /// <param name="options">How; <see langword="null"/>: the defaults.</param>
    /// <exception cref="VideoTargetException">The stream, codec, container or an option is not possible.</exception>
    public static VideoTarget CreateStreamWriter(
        Codec codec, Stream stream, Container container, FrameRate frameRate, VideoTargetOptions? options = null)
    {
        options ??= new VideoTargetOptions();
        Containers.RequireLegal(container, codec);
        VideoEncoder encoder = CreateEncoder(codec, frameRate, options, container, "stream");
        return new VideoTarget(encoder, new StreamOutput(stream, container, options.File.Metadata), options, container, null);
    }

    /// <summary>Makes a recorder that is started, paused, stopped and stepped while its source runs, and writes a file for each part between
    /// a start and a stop.</summary>
    /// <param name="codec">How pictures are encoded.</param>
    /// <param name="fileName">How the files are called, such as <c>rec_{source}_{date}_{index:04}.mkv</c>; see
    /// <see cref="FileNameTemplate"/>. Files that exist are left alone, and the numbers go on behind them.</param>
    /// <param name="frameRate">The nominal rate; presentation times come from the frames.</param>
    /// <param name="options">How files are encoded and written, each of them; names of further files are templates, too.
    /// <see langword="null"/>: the defaults.</param>
    /// <param name="control">How it is controlled; <see langword="null"/>: the defaults.</param>
    /// <exception cref="FormatException">The name has a field that is not known.</exception>
    /// <exception cref="VideoTargetException">The codec, container or an option is not possible, or the files' folder is missing or takes none.</exception>
    public static ControlledRecorder CreateControlledWriter(
        Codec codec, string fileName, FrameRate frameRate, VideoTargetOptions? options = null, ControlledRecorderOptions? control = null) =>
        new SectionWriter(codec, FileNameTemplate.Parse(fileName), frameRate, options ?? new VideoTargetOptions(), control).Create();

    /// <summary>Refuses what no file could be made of, without making one.</summary>
    /// <returns>Looks whether a source's pictures can be encoded.</returns>
    internal static Action<VideoSource> Check(Codec codec, string path, FrameRate frameRate, VideoTargetOptions options)
    {
        Container container = options.Container ?? Containers.FromPath(path);
        Containers.RequireLegal(container, codec, path);
        VideoEncoder encoder = CreateEncoder(codec, frameRate, options, container, path);
        return source => encoder.Check(source.Width, source.Height, source.Format);
    }

    /// <summary>Makes a target that encodes, counts and writes nothing: for tests, and to see whether a machine keeps up.</summary>
    /// <param name="codec">How pictures are encoded.</param>
    /// <param name="frameRate">The nominal rate.</param>
    /// <param name="options">How; <see langword="null"/>: the defaults.</param>
    /// <exception cref="VideoTargetException">The codec or an option is not possible.</exception>
    public static VideoTarget CreateNullWriter(Codec codec, FrameRate frameRate, VideoTargetOptions? options = null)
    {
        options ??= new VideoTargetOptions();
        VideoEncoder encoder = CreateEncoder(codec, frameRate, options, Container.Mkv, "null");
        return new VideoTarget(encoder, new NullOutput(), options, Container.Mkv, null);
    }

    /// <summary>Makes a target that keeps single pictures as files.</summary>
    /// <param name="path">The pattern of the files' names (see <see cref="FileNameTemplate"/>); its extension chooses the format:
    /// .jpg, .png or .tif. Names without a number get one before the extension: <c>look.jpg</c> becomes <c>look_1.jpg</c>.</param>
    /// <param name="options">Which pictures; <see langword="null"/>: those that <see cref="SnapshotTarget.Take"/> asks for.</param>
    /// <exception cref="VideoTargetException">The folder is missing, or a name or option is not possible.</exception>
    public static SnapshotTarget CreateSnapshotWriter(string path, SnapshotOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SnapshotTarget(path, options ?? new SnapshotOptions());
    }

    /// <summary>Makes a target that keeps the newest of what it encodes in memory, and saves files of it on command: see
    /// <see cref="VideoTarget.Ring"/>.</summary>
    /// <param name="codec">How pictures are encoded.</param>
    /// <param name="frameRate">The nominal rate.</param>
    /// <param name="ring">How much is kept.</param>
    /// <param name="container">The container of most of the files that will be saved.</param>
    /// <param name="options">How; <see langword="null"/>: the defaults. What is said of files holds for none: each has its own options.</param>
    /// <exception cref="VideoTargetException">The codec, container or an option is not possible.</exception>
    public static VideoTarget CreateRing(
        Codec codec, FrameRate frameRate, RingOptions ring, Container container = Container.Mkv, VideoTargetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ring);
        options = WithKeyFrames(options ?? new VideoTargetOptions(), codec, frameRate, ring.KeyFrameInterval);
        Containers.RequireLegal(container, codec);
        ring.Check();
        VideoEncoder encoder = CreateEncoder(codec, frameRate, options, container, "ring");
        return new VideoTarget(encoder, new PacketRing(ring), options, container, null);
    }

    private static VideoTarget CreateSplitWriter(
        Codec codec, string path, FrameRate frameRate, VideoTargetOptions options, Container container, SplitOptions split)
    {
        options = WithKeyFrames(options, codec, frameRate, split.Duration);
        VideoEncoder encoder = CreateEncoder(codec, frameRate, options, container, path);
        FileNameSequence names = split.Names
            ?? new FileNameSequence(FileNameTemplate.Parse(path), string.Empty, options.File.Overwrite, options.File.TimeProvider);
        var output = new SplitFileOutput(names, split, container, options.File);
        string first = output.Parts[0].Path;
        try
        {
            return new VideoTarget(encoder, output, options, container, first, ClaimSidecar(first, options));
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    // From now on, so that nothing else gets its name before it is written.
    private static OutputPath? ClaimSidecar(string recording, VideoTargetOptions options) =>
        options.Sidecar ? OutputPath.Claim(Sidecar.PathFor(recording), options.File.Overwrite) : null;

    /// <summary>SVT-AV1 makes no key frame to order (FFmpeg 5.1 hands none on), but one after so many pictures.</summary>
    private static VideoTargetOptions WithKeyFrames(VideoTargetOptions options, Codec codec, FrameRate rate, TimeSpan? interval)
    {
        if (codec != Codec.Av1 || options.Video.GopLength is not null || interval is not { } every)
        {
            return options;
        }

        int frames = (int)Math.Clamp(Math.Round(every.TotalSeconds * rate.FramesPerSecond), 1, SvtAv1.DefaultGopLength);
        return options with { Video = options.Video with { GopLength = frames } };
    }

    private static VideoEncoder CreateEncoder(
        Codec codec, FrameRate frameRate, VideoTargetOptions options, Container container, string name)
    {
        TargetLimit.Check(options);
        options.UntilSilence?.Check();
        if (options.AudioOffset.Duration() > TimeSpan.FromHours(1))
        {
            throw new VideoTargetException($"An offset of the sound of {options.AudioOffset.TotalSeconds} s is not possible; allowed is -3600 s to 3600 s.");
        }

        FrameTiming timing = options.Video.Timing ?? (container == Container.Avi ? FrameTiming.Constant : FrameTiming.Variable);
        return timing == FrameTiming.Variable && container == Container.Avi
            ? throw new VideoTargetException(
                $"{name} cannot hold variable frame times: AVI counts frames at a constant rate; allowed are constant timing, or mkv, mp4, mov, webm, ts.")
            : new VideoEncoder(codec, frameRate, options.Video with { Timing = timing }, Containers.WantsGlobalHeader(container), name)
            {
                FollowsFormat = options.Split?.OnFormatChange ?? false,
                RawFormats = Array.ConvertAll(ContainerFormats.Of(container).RawFormats ?? [], PixelFormat.Parse),
            };
    }
}
