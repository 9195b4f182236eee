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
            _input = AudioSourceFactory.Create(path, new AudioSourceOptions { Pace = request.Pace });
            Sound = _input;
        }
        else
        {
            _pictures = VideoSourceFactory.Create(request.Address, new SourceOptions { Pace = request.Pace });
            Sound = _pictures.Audio!;
        }

        if (Sound is null || (request.MustEnd && IsEndless))
        {
            bool isMute = Sound is null;
            Dispose();
            string name = Credentials.Redact(request.Address);
            throw isMute
                ? new VideoSourceException($"{name} has pictures, but no sound.")
                : new UsageException($"{name} does not end by itself; convert needs --duration for it");
        }
    }

    /// <summary>The sound.</summary>
    public AudioSource Sound { get; }

    /// <summary>The device that it comes from; <see langword="null"/> where it comes from none.</summary>
    public LiveAudioSource? Microphone => _input as LiveAudioSource;

    /// <summary>Why the source failed; <see langword="null"/> where it did not.</summary>
    public Exception? Failure => Sound.Completion.Exception?.InnerException;

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
