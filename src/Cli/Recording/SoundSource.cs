namespace GiftGrab.Cli;

/// <summary>The source of a recording of sound alone: one of sound, or the sound of one that has pictures, too.</summary>
internal sealed class SoundSource : IDisposable
{
    private readonly AudioInput? _input;
    private readonly VideoSource? _pictures;

    /// <exception cref="VideoSourceException">It cannot be opened, or gives no sound.</exception>
    /// <exception cref="UsageException">It does not end by itself, and has to.</exception>
    public SoundSource(SoundRequest request)
    {
        if (AudioSourceFactory.IsDevice(request.Address) || SourceAddress.Parse(request.Address).Scheme == SourceAddress.File)
        {
            string path = AudioSourceFactory.IsDevice(request.Address) ? request.Address : SourceAddress.Parse(request.Address).Target;
            _input = AudioSourceFactory.Create(path, new AudioSourceOptions { Pace = request.Pace, Live = request.Live });
            Sound = _input;
        }
        else
        {
            _pictures = VideoSourceFactory.Create(request.Address, new SourceOptions { Pace = request.Pace, Live = request.Live });
            Sound = _pictures.Audio!;
        }

        if (Sound is null || (request.MustEnd && IsEndless))
        {
            bool isMute = Sound is null;
            Dispose();
            string name = Credentials.RedactAddress(request.Address);
            throw isMute
                ? new VideoSourceException($"{name} has pictures, but no sound.")
                : new UsageException($"{name} does not end by itself; convert needs --duration for it");
        }
    }

    /// <summary>The sound.</summary>
    public AudioSource Sound { get; }

    /// <summary>Raised when a live source enters another state; never of others.</summary>
    public event EventHandler<LiveStateChangedEventArgs> StateChanged
    {
        add
        {
            Microphone?.StateChanged += value;
            Stream?.StateChanged += value;
        }

        remove
        {
            Microphone?.StateChanged -= value;
            Stream?.StateChanged -= value;
        }
    }

    /// <summary>Where a live source is in its life; <see langword="null"/> of others.</summary>
    public LiveState? State => Microphone?.State ?? Stream?.State;

    /// <summary>Why a live source ended.</summary>
    public LiveEnd End => Microphone?.End ?? Stream?.End ?? LiveEnd.None;

    /// <summary>The times without sound.</summary>
    public IReadOnlyList<SourceGap> Gaps => Microphone?.Gaps ?? Stream?.Gaps ?? [];

    /// <summary>The loss that a live source is in, as if it ended now; <see langword="null"/> where sound comes.</summary>
    public SourceGap? PresentLoss => Microphone?.PresentLoss ?? Stream?.PresentLoss;

    /// <summary>Whether it is of a simulated card.</summary>
    public bool IsSimulated => Stream is { IsSimulated: true };

    /// <summary>Whether a device gave sound that was not taken in time.</summary>
    public bool LosesSound => Microphone?.LostSound > TimeSpan.Zero;

    /// <summary>Why the source failed; <see langword="null"/> where it did not.</summary>
    public Exception? Failure => Sound.Completion.Exception?.InnerException;

    private LiveAudioSource? Microphone => _input as LiveAudioSource;

    private LiveSource? Stream => _pictures as LiveSource;

    private bool IsEndless => _input?.IsEndless ?? _pictures!.IsEndless;

    public void Start()
    {
        _input?.Start();
        _pictures?.Start();
    }

    public bool Stop(TimeSpan timeout) => _input?.Stop(timeout) ?? _pictures!.Stop(timeout);

    public void Dispose()
    {
        _input?.Dispose();
        _pictures?.Dispose();
    }
}
