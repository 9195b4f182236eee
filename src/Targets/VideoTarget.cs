namespace GiftGrab;

/// <summary>An encoder and an output put together: observes pictures, and sound where a source of it is attached, and
/// writes both.</summary>
/// <remarks>
/// <para><c>camera.Attach(writer); microphone.Attach(writer);</c> makes a recording with picture and sound. Attach every source
/// before the first starts. Sound and pictures of two live sources lie side by side as they happened; with sound
/// of a microphone, pictures of a file should come in real time.</para>
/// <para>It encodes on a thread of its own. When the source of pictures ends or is detached, the recording is finalised, sound
/// included; <see cref="Completion"/> says when, and what failed. <c>Detach</c> waits up to <see cref="FinaliseTimeout"/> for it. Sound of a
/// file that comes as fast as it is taken is recorded to its own end, also where the pictures' source ends before; <see cref="Dispose"/> and
/// stopping it cut it there.</para>
/// <para>One recording for each target: it cannot be used again.</para>
/// </remarks>
public sealed partial class VideoTarget
    : IObserver<VideoFrame>, IObserver<AudioFrame>, IAttachmentAware<VideoFrame>, IAttachmentAware<AudioFrame>, INamed, IDisposable
{
    // How a limit was reached.
    private const int ByFrame = 1;
    private const int ByClock = 2;

    // Sound comes later than pictures by the fragments in which it travels.
    private static readonly TimeSpan LongestSoundDelay = TimeSpan.FromMilliseconds(300);
    private readonly VideoTargetOptions _options;
    private readonly PacketOutput _output;
    private readonly Container _container;
    private readonly TargetLimit _limit;
    private readonly LosslessCheck? _check;
    private readonly OutputPath? _sidecar;
    private readonly List<PacketOutput> _further = [];
    private readonly List<FileOutput> _furtherFiles = [];
    private readonly GapLog _gaps = new();
    private readonly LatencyMeter _latency = new(TimeProvider.System);
    private IAttachment? _video;
    private IAttachment? _audio;
    private SoundTrack? _sound;
    private AudioInput? _playedSound;
    private ILossy? _lossySound;
    private IReadOnlyList<SidecarSoundGap>? _soundGaps;
    private TimeWithoutPictures? _timeWithoutPictures;
    private long _end;
    private long _tooLate;
    private int _limitReached;
    private TargetStatistics? _atLimit;
    private DateTime? _startTime;
    private int _ended;

    internal VideoTarget(
        VideoEncoder encoder, PacketOutput output, VideoTargetOptions options, Container container, string? path, OutputPath? sidecar = null)
    {
        Encoder = encoder;
        _output = output;
        _options = options;
        _container = container;
        _sidecar = sidecar;
        _limit = new TargetLimit(options.MaxFrames, options.MaxDuration);
        if (path is not null && (options.VerifyLossless ?? options.Video.Lossless))
        {
            _check = new LosslessCheck(path, () => Parts.Count == 0 ? [path] : Parts.Select(part => part.Path));
            encoder.FrameEncoding = _check.Add;
        }

        Path = path;
        Name = output.Name;
        encoder.Attach(output);
        Completion = FinishAsync();
    }

    /// <summary>Raised once when <see cref="VideoTargetOptions.MaxFrames"/> or <see cref="VideoTargetOptions.MaxDuration"/> is reached; the
    /// target then detaches itself. On the target's thread; where its source is lost by then, on one of the pool.</summary>
    public event EventHandler? LimitReached;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The file, the first one of those that are split; <see langword="null"/> where none is written.</summary>
    public string? Path { get; }

    /// <summary>The files of a recording that is split (<see cref="VideoTargetOptions.Split"/>), the one in the making last; of one that
    /// is not, none. May be read from any thread.</summary>
    public IReadOnlyList<FilePart> Parts => (_output as SplitFileOutput)?.Parts ?? [];

    /// <summary>Keeps the past of a target that <see cref="VideoTargetFactory.CreateRing"/> made; <see langword="null"/> of others.</summary>
    public PacketRing? Ring => _output as PacketRing;

    /// <summary>How long <c>Detach</c> and <see cref="Dispose"/> wait for the recording to be finalised; 5 s at first. It is
    /// finalised even if that takes longer.</summary>
    public TimeSpan FinaliseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Encodes the pictures; further outputs may be attached to it.</summary>
    public VideoEncoder Encoder { get; }

    /// <summary>Encodes the sound; <see langword="null"/> where no source of it was attached.</summary>
    public AudioEncoder? AudioEncoder => _sound?.Encoder;

    /// <summary>How loud the sound of the last 100 ms was; <see langword="null"/> where there is none. May be read from any thread.</summary>
    public SoundLevel? SoundLevel => _sound?.Level;

    /// <summary>Whether pictures are being recorded: from the first frame until the recording ends or fails. Read from what runs, so it
    /// is true or false as things are. May be read from any thread.</summary>
    public bool IsRecording => _startTime is not null && Volatile.Read(ref _ended) == 0 && !Completion.IsCompleted;

    /// <summary>Done when the recording is finalised and, where asked for, verified; faulted with a
    /// <see cref="VideoTargetException"/> that names the path where something failed.</summary>
    public Task Completion { get; }

    /// <summary>How many frames were compared bit for bit after decoding; <see langword="null"/> where none was.</summary>
    public long? VerifiedFrames => _check?.VerifiedFrames;

    /// <summary>What became of every frame until now. May be read from any thread.</summary>
    public TargetStatistics Statistics
    {
        get
        {
            TargetStatistics? atLimit = Volatile.Read(ref _atLimit);
            IAttachment? video = _video;
            return new TargetStatistics(
                atLimit?.Received ?? (video?.Received ?? 0) - Volatile.Read(ref _tooLate),
                atLimit?.Dropped ?? video?.Dropped ?? 0,
                atLimit is null ? video?.Waiting ?? 0 : 0,
                Encoder.Statistics,
                _output.Statistics,
                atLimit?.DroppedRanges ?? video?.DroppedRanges ?? []);
        }
    }

    /// <summary>How long pictures of a live source took from their arrival in this process to the encoder; <see langword="null"/>
    /// where none is live. May be read from any thread.</summary>
    public LatencySummary? Latency => _latency.Read();

    /// <summary>The times without pictures that fell into the recording until now. May be read from any thread.</summary>
    public IReadOnlyList<SidecarGap> Gaps => _gaps.ToList();

    /// <summary>Frames that a card made during the recording until now and that this machine did not fetch in time: they reached no
    /// attachment, and no count of drops holds them. May be read from any thread.</summary>
    public long MissedFrames => _gaps.Missed;

    /// <summary>The times without sound of a live source of its own that fell into the recording until now. May be read from any thread.</summary>
    public IReadOnlyList<SidecarSoundGap> SoundGaps =>
        Volatile.Read(ref _soundGaps) ?? (_lossySound is { } source ? _sound!.GapsOf(source, Volatile.Read(ref _end)) : []);

    /// <summary>The source of the pictures; <see langword="null"/> before it was attached.</summary>
    internal MediaSource<VideoFrame>? Source { get; private set; }

    /// <summary>Whether the sidecar gets the file's SHA-256.</summary>
    internal bool WantsChecksum => _options.Checksum;

    /// <summary>The checksum of all verified pictures.</summary>
    internal string? PicturesChecksum => _check?.PicturesChecksum;

    /// <summary>The further files that have its encoding, those that were detached again, too.</summary>
    internal IReadOnlyList<FileOutput> FurtherFiles
    {
        get
        {
            lock (_further)
            {
                return [.. _furtherFiles];
            }
        }
    }

    /// <summary>The files of times, from the recording's folder.</summary>
    internal IEnumerable<SidecarFile> TimeFiles
    {
        get
        {
            string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path!))!;
            return Files
                .Where(file => file.Kind is ManifestFileKind.Timestamps or ManifestFileKind.WallClock or ManifestFileKind.Tsync)
                .Select(file => new SidecarFile(System.IO.Path.GetRelativePath(folder, System.IO.Path.GetFullPath(file.Path)), file.Kind));
        }
    }

    /// <summary>The files that the recording writes, the recording itself first.</summary>
    internal IEnumerable<RecordedFile> Files => RecordedFile.Of(this, _output as SplitFileOutput, _options);

    /// <summary>Through a queue and thread of its own, as <see cref="VideoTargetOptions.QueueCapacity"/> says.</summary>
    DeliveryOptions IAttachmentAware<VideoFrame>.PreferredDelivery => DeliveryOptions.Queued(_options.QueueCapacity, _options.WhenFull);

    /// <summary>Through a queue and thread of its own.</summary>
    DeliveryOptions IAttachmentAware<AudioFrame>.PreferredDelivery => DeliveryOptions.Queued(SoundTrack.QueueCapacity, _options.WhenFull);

    /// <summary>Makes the next frame a key frame. May be called from any thread.</summary>
    public void RequestKeyFrame() => Encoder.RequestKeyFrame();

    /// <summary>Goes on in a new file with the next picture that comes to the encoder. May be called from any thread.</summary>
    /// <returns>The part that begins, as soon as it does.</returns>
    /// <exception cref="VideoTargetException">The target is not split (<see cref="VideoTargetOptions.Split"/>), no key frame comes in
    /// time, or the recording has ended.</exception>
    public Task<FilePart> SplitAsync() => _output is SplitFileOutput split
        ? split.SplitAsync()
        : throw new VideoTargetException($"{Name} cannot be split: it was made without slices (VideoTargetOptions.Split, in Python slice=).");

    /// <summary>Has a further output take what is encoded, pictures and sound, from the next key frame on: one is ordered. May be
    /// called from any thread, also while the target records.</summary>
    /// <param name="output">Its container has to hold the codecs of this target.</param>
    /// <exception cref="VideoTargetException">It is attached already, or has begun.</exception>
    public void Attach(PacketOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        lock (_further)
        {
            if (output == _output || _further.Contains(output) || Encoder.AttachmentOf(output) is not null)
            {
                throw new VideoTargetException($"{output.Name} is attached to {Name} already.");
            }

            AudioEncoder?.Attach(output);
            Encoder.Attach(output);
            _further.Add(output);
            if (output is FileOutput file)
            {
                _furtherFiles.Add(file);
            }
        }
    }

    /// <summary>Ends a further output, and that one alone; the recording goes on. Returns at once: the output gets every frame that has come to
    /// the target by now, and the sound until then. It is finalised when the encoder has given these out, which one that looks ahead or makes
    /// B-frames does as further frames come, or at its end; <see cref="PacketOutput.Completion"/> says when. The frame
    /// that comes next is then a key frame. May be called from any thread.</summary>
    /// <param name="output">One that <see cref="Attach"/> was called with.</param>
    /// <exception cref="VideoTargetException">It is not attached.</exception>
    public void Detach(PacketOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        lock (_further)
        {
            if (!_further.Remove(output))
            {
                throw new VideoTargetException($"{output.Name} cannot be detached from {Name}: it is not attached to it.");
            }
        }

        long came = _video is { } video ? video.Received - video.Dropped : 0;
        Encoder.DetachWhenGiven(output, came, end => AudioEncoder?.DetachAt(output, end));
    }

    /// <inheritdoc/>
    void IAttachmentAware<VideoFrame>.OnAttached(MediaSource<VideoFrame> source, IAttachment attachment)
    {
        if (_video is not null)
        {
            throw new VideoTargetException($"{Name} already records pictures; a target records one source of them.");
        }

        Encoder.OnAttached(source, attachment);
        Source = source;
        _video = attachment;
    }

    /// <inheritdoc/>
    void IAttachmentAware<AudioFrame>.OnAttached(MediaSource<AudioFrame> source, IAttachment attachment)
    {
        if (_audio is not null)
        {
            throw new VideoTargetException($"{Name} already records sound; a target records one source of it.");
        }

        if (_options.Video.Speed != 1)
        {
            throw new VideoTargetException($"{Name} plays at another speed than its source and cannot hold sound; attach none.");
        }

        AudioCodec codec = _options.AudioCodec ?? Containers.DefaultAudio(_container) ?? throw Containers.KeepsNoSound(_container, Name);
        var encoder = new AudioEncoder(codec, _options.Audio, Containers.WantsGlobalHeader(_container), Name);
        encoder.Attach(_output);
        lock (_further)
        {
            _further.ForEach(output => encoder.Attach(output));

            // Every file has its stream of sound from the beginning, however late the first block comes.
            encoder.OpenFor(((AudioSource)source).Format);
            _lossySound = source as ILossy;
            _playedSound = source as AudioInput is { IsEndless: false } played ? played : null;
            _sound = new SoundTrack(encoder, _options, isPlayed: _playedSound is not null);
        }

        _audio = attachment;
    }

    /// <inheritdoc/>
    void IObserver<VideoFrame>.OnNext(VideoFrame value)
    {
        if (_output.Completion.IsFaulted)
        {
            throw new VideoTargetException(_output.Completion.Exception!.InnerException!.Message, _output.Completion.Exception.InnerException);
        }

        _sound?.Begin(value);
        if (_limit.IsBeyond(value))
        {
            EndBefore(value);
            return;
        }

        if (_sound is { IsSilent: true })
        {
            ReachLimit(value.Number);
            return;
        }

        if (_startTime is null)
        {
            WatchTime();
        }

        _startTime ??= value.CaptureTime;
        _latency.Add(value);
        _gaps.Add(value);
        Volatile.Write(ref _end, value.Timestamp + value.Duration);
        Encoder.OnNext(value);
        _sound?.Reach(value);
        if (_limit.IsReached)
        {
            _sound?.EndWithPictures();
            ReachLimit(value.Number + 1);
        }
    }

    /// <inheritdoc/>
    void IObserver<AudioFrame>.OnNext(AudioFrame value) => _sound!.Add(value);

    /// <inheritdoc/>
    void IObserver<VideoFrame>.OnCompleted() => EndPictures(null, soundGoesOn: _playedSound is { IsLive: false, IsRunning: true });

    /// <inheritdoc/>
    void IObserver<VideoFrame>.OnError(Exception error) => EndPictures(error);

    /// <inheritdoc/>
    void IAttachmentAware<VideoFrame>.OnDetached(MediaSource<VideoFrame> source)
    {
        EndPictures(null);
        WaitUntilFinal();
    }

    /// <inheritdoc/>
    void IObserver<AudioFrame>.OnCompleted() => EndSound(null);

    /// <inheritdoc/>
    void IObserver<AudioFrame>.OnError(Exception error) => EndSound(error);

    /// <inheritdoc/>
    void IAttachmentAware<AudioFrame>.OnDetached(MediaSource<AudioFrame> source) => EndSound(null);

    /// <summary>Detaches from its sources and finalises; a failure is in <see cref="Completion"/>.</summary>
    public void Dispose()
    {
        _video?.Dispose();
        EndPictures(null);
        DetachSound();
        WaitUntilFinal();
    }

    /// <summary>Ends a recording that got no picture, and leaves no file.</summary>
    internal void Discard()
    {
        _output.Discard();
        Dispose();
        Encoder.Dispose();
    }
}
