namespace GiftGrab;

/// <summary>An encoder of sound and an output put together: observes a source of sound and writes it.</summary>
/// <remarks>
/// <para>It encodes on a thread of its own. When the source ends or is detached, the recording is finalised;
/// <see cref="Completion"/> says when, and what failed. <c>Detach</c> waits up to <see cref="FinaliseTimeout"/> for it.</para>
/// <para>One recording for each target: it cannot be used again. For pictures with sound see <see cref="VideoTarget"/>.</para>
/// </remarks>
public sealed class AudioTarget : IObserver<AudioFrame>, IAttachmentAware<AudioFrame>, INamed, IDisposable
{
    private readonly AudioTargetOptions _options;
    private readonly PacketOutput _output;
    private readonly LevelMeter _meter = new();
    private readonly SilenceDetector? _silence;
    private readonly long? _duration;
    private IAttachment? _source;
    private AudioTargetStatistics? _atLimit;
    private long _begin = long.MinValue;
    private int _ended;

    internal AudioTarget(AudioEncoder encoder, PacketOutput output, AudioTargetOptions options, string? path)
    {
        Encoder = encoder;
        _output = output;
        _options = options;
        _duration = options.MaxDuration?.Ticks * TimeSpan.NanosecondsPerTick;
        _silence = options.UntilSilence is { } limit ? new SilenceDetector(limit) : null;
        Path = path;
        Name = output.Name;
        encoder.Attach(output);
    }

    /// <summary>Raised once, on the target's thread, when <see cref="AudioTargetOptions.MaxDuration"/> or
    /// <see cref="AudioTargetOptions.UntilSilence"/> is reached; the target then detaches itself.</summary>
    public event EventHandler? LimitReached;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The file; <see langword="null"/> where none is written.</summary>
    public string? Path { get; }

    /// <summary>How long <c>Detach</c> and <see cref="Dispose"/> wait for the recording to be finalised; 5 s at first. It is
    /// finalised even if that takes longer.</summary>
    public TimeSpan FinaliseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Encodes the sound; further outputs may be attached to it.</summary>
    public AudioEncoder Encoder { get; }

    /// <summary>Done when the recording is finalised; faulted with a <see cref="VideoTargetException"/> that names the path where
    /// something failed.</summary>
    public Task Completion => _output.Completion;

    /// <summary>Whether sound is being recorded: from the first block until the recording ends or fails. Read from what runs, so it
    /// is true or false as things are. May be read from any thread.</summary>
    public bool IsRecording => Volatile.Read(ref _begin) != long.MinValue && Volatile.Read(ref _ended) == 0 && !Completion.IsCompleted;

    /// <summary>How loud the sound of the last 100 ms was; <see langword="null"/> before there was so much. May be read from any thread.</summary>
    public SoundLevel? Level => _meter.Level;

    /// <summary>What became of every block until now. May be read from any thread.</summary>
    public AudioTargetStatistics Statistics
    {
        get
        {
            AudioTargetStatistics? atLimit = Volatile.Read(ref _atLimit);
            IAttachment? source = _source;
            return new AudioTargetStatistics(
                atLimit?.Received ?? source?.Received ?? 0, atLimit?.Dropped ?? source?.Dropped ?? 0, atLimit is null ? source?.Waiting ?? 0 : 0,
                Encoder.Statistics, _output.Statistics);
        }
    }

    /// <summary>Through a queue and thread of its own, as <see cref="AudioTargetOptions.QueueCapacity"/> says.</summary>
    DeliveryOptions IAttachmentAware<AudioFrame>.PreferredDelivery => DeliveryOptions.Queued(_options.QueueCapacity, _options.WhenFull);

    /// <inheritdoc/>
    void IAttachmentAware<AudioFrame>.OnAttached(MediaSource<AudioFrame> source, IAttachment attachment)
    {
        if (_source is not null)
        {
            throw new VideoTargetException($"{Name} already records sound; a target records one source of it.");
        }

        Encoder.OnAttached(source, attachment);
        _source = attachment;
    }

    /// <inheritdoc/>
    void IObserver<AudioFrame>.OnNext(AudioFrame value)
    {
        if (Volatile.Read(ref _ended) != 0)
        {
            return;
        }

        if (_output.Completion.IsFaulted)
        {
            throw new VideoTargetException(_output.Completion.Exception!.InnerException!.Message, _output.Completion.Exception.InnerException);
        }

        if (_begin == long.MinValue)
        {
            Encoder.Span = new SoundSpan(0, null, value.Timestamp + _duration);
            Volatile.Write(ref _begin, value.Timestamp);
        }

        _meter.OnNext(value);
        _silence?.Add(value);
        Encoder.OnNext(value);
        if (value.Timestamp + value.Duration - _begin >= _duration || _silence is { IsReached: true })
        {
            ReachLimit();
        }
    }

    /// <inheritdoc/>
    void IObserver<AudioFrame>.OnCompleted() => End(null);

    /// <inheritdoc/>
    void IObserver<AudioFrame>.OnError(Exception error) => End(error);

    /// <inheritdoc/>
    void IAttachmentAware<AudioFrame>.OnDetached(MediaSource<AudioFrame> source)
    {
        End(null);
        WaitUntilFinal();
    }

    /// <summary>Detaches from its source and finalises; a failure is in <see cref="Completion"/>.</summary>
    public void Dispose()
    {
        _source?.Dispose();
        End(null);
        WaitUntilFinal();
    }

    // What waits in the queue behind the limit was never wanted: it is no loss and is not counted.
    private void ReachLimit()
    {
        AudioTargetStatistics now = Statistics;
        Volatile.Write(ref _atLimit, now with { Received = now.Received - now.Waiting });
        try
        {
            LimitReached?.Invoke(this, EventArgs.Empty);
        }
        finally
        {
            End(null);
            _source?.Dispose();
        }
    }

    private void End(Exception? error)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        if (error is null)
        {
            Encoder.OnCompleted();
        }
        else
        {
            Encoder.OnError(error);
        }
    }

    private void WaitUntilFinal() => Task.WaitAny([Completion], FinaliseTimeout);
}
