using GiftGrab.Cli;

namespace GiftGrab.Interop;

/// <summary>The sound beside the pictures of a target: that of a source of the host, or a source of sound of its own.</summary>
internal sealed class TargetSound : IDisposable
{
    private readonly AudioSource _sound;
    private readonly AudioInput? _own;
    private FileAudioReader? _followsPictures;

    private TargetSound(AudioSource sound, AudioInput? own, FileAudioReader? followsPictures = null)
    {
        _sound = sound;
        _own = own;
        _followsPictures = followsPictures;
    }

    /// <summary>Whether it has a source of its own, on a clock of its own.</summary>
    public bool IsApart => _own is not null;

    /// <summary>Takes the option <c>audio</c>, what a source of sound is called, with <c>audio_pace</c>, or <c>audio_source</c>, the
    /// handle of a source.</summary>
    /// <returns><see langword="null"/> where neither was given.</returns>
    /// <exception cref="GiftGrabException">There is no such sound.</exception>
    public static TargetSound? Read(OptionList options)
    {
        if (options.Number("audio_source") is { } handle)
        {
            VideoSource source = HandleTable.Get<ExportedSource>(handle).Source;
            return new TargetSound(source.Audio ?? throw new VideoSourceException($"{source.Name} has no sound."), null);
        }

        Pace? pace = options.Value("audio_pace", Pace.Parse);
        if (options.Text("audio") is not { } address)
        {
            return null;
        }

        AudioInput own = AudioSourceFactory.Create(address, new AudioSourceOptions { Pace = pace });
        return new TargetSound(own, own, pace is null ? own as FileAudioReader : null);
    }

    /// <summary>Takes the options of how the sound is recorded.</summary>
    /// <param name="choices">Those of the pictures.</param>
    /// <param name="options">What was given.</param>
    /// <param name="sound">What is recorded.</param>
    public static VideoTargetOptions Choose(VideoTargetOptions choices, OptionList options, TargetSound? sound) => choices with
    {
        AudioCodec = options.Value("audio_codec", AudioCodecNames.Parse),
        AudioOffset = options.Seconds("audio_offset") ?? TimeSpan.Zero,
        Audio = new AudioEncoderOptions
        {
            BitRate = options.Number("audio_bitrate"),
            SampleRate = options.Int("audio_rate"),
            Channels = options.Int("audio_channels"),
            Filter = options.Text("audio_filter"),
        },
        CutsSoundBeforePictures = sound is { _sound.IsLive: true },
    };

    /// <summary>Has a target record the sound, from its first picture on; that of a file begins with <see cref="Follow"/>.</summary>
    /// <exception cref="VideoTargetException">It cannot hold sound.</exception>
    public void AttachTo(IObserver<AudioFrame> target)
    {
        // Of a source that waits for its observers, none may be lost.
        _sound.Attach(target, DeliveryOptions.Queued(128, _sound.IsLive ? QueueFullPolicy.DropOldest : QueueFullPolicy.Block));
        if (_followsPictures is null)
        {
            _own?.Start();
        }
    }

    /// <summary>Starts sound that comes as its pictures do: at its time beside those that are live, and else as fast as it is taken.</summary>
    /// <param name="isLive">Whether pictures come at their time.</param>
    public void Follow(bool isLive)
    {
        if (Interlocked.Exchange(ref _followsPictures, null) is { } file)
        {
            file.Pace = isLive ? Pace.RealTime : Pace.AsFast;
            file.Start();
        }
    }

    public void Dispose() => _own?.Dispose();
}
