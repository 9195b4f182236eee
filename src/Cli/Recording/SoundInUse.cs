namespace GiftGrab.Cli;

/// <summary>The sound of a recording: that of its source, or another beside it, or none.</summary>
internal sealed class SoundInUse : IDisposable
{
    private readonly AudioInput? _own;
    private LevelMeter? _meter;

    /// <param name="pictures">The source of the pictures.</param>
    /// <param name="request">What is asked.</param>
    /// <exception cref="VideoSourceException">The sound cannot be opened.</exception>
    /// <exception cref="UsageException">It cannot be put beside these pictures.</exception>
    public SoundInUse(VideoSource pictures, SourceRequest request)
    {
        if (request.MustHaveSound && pictures.Audio is null)
        {
            throw new VideoSourceException($"{Credentials.RedactAddress(request.Address)} has pictures, but no sound.");
        }

        _own = SourceOpener.OpenSound(request, pictures);
        Source = _own ?? (request.WithSound ? pictures.Audio : null);
    }

    /// <summary>What is recorded; <see langword="null"/>: nothing.</summary>
    public AudioSource? Source { get; }

    /// <summary>The device that it comes from; <see langword="null"/> where it comes from none, or from the source of the pictures.</summary>
    public LiveAudioSource? Microphone => _own as LiveAudioSource;

    /// <summary>Why it failed; <see langword="null"/> where it did not, or is the source's own.</summary>
    public Exception? Failure => _own?.Completion.Exception?.InnerException;

    /// <summary>How loud the last interval was.</summary>
    public SoundLevel? Level => _meter?.Level;

    /// <summary>Measures the level where it will be told.</summary>
    /// <param name="interval">How often it is; <see langword="null"/>: never.</param>
    /// <param name="outputs">Without one that records sound, nobody needs it.</param>
    public void Measure(TimeSpan? interval, IEnumerable<RecordingOutput> outputs)
    {
        if (interval is { } given && outputs.Any(output => output.HasSound))
        {
            _meter = new LevelMeter(TimeSpan.FromTicks(Math.Clamp(given.Ticks, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerMinute)));
            Source!.Attach(_meter, DeliveryOptions.Inline);
        }
    }

    public void Start() => _own?.Start();

    public void Stop(TimeSpan timeout) => _own?.Stop(timeout);

    public void Dispose() => _own?.Dispose();
}
