namespace GiftGrab;

/// <summary>A microphone, or any other device of sound: it cannot wait and may falter.</summary>
/// <remarks>
/// It is connected when it is made, so that its format is known. When its device or server goes away it connects again, with
/// growing waits, and goes on under the same numbers and times; a recording has silence there. A device that merely falls silent,
/// as one that the server suspends, is waited for. Timestamps are nanoseconds since the first sample, on the clock that pictures
/// of live sources have, too: a target puts both side by side.
/// </remarks>
public sealed class LiveAudioSource : AudioInput, ILossy, ILiveUnits
{
    private const long Unknown = long.MinValue;
    private readonly ILiveConnector _connector;
    private readonly LiveLife _life;
    private readonly SoundTimeline _timeline;
    private readonly LevelMeter _meter = new();
    private readonly SoundBacklog _backlog = new();
    private long _origin = Unknown;
    private long _position;

    /// <summary>Connects.</summary>
    /// <exception cref="VideoSourceException">The device is not there, or an option is not possible.</exception>
    internal LiveAudioSource(ILiveConnector connector, AudioSourceOptions options)
        : base(options.Name ?? connector.Name)
    {
        _connector = connector;
        _life = new LiveLife(this, connector, options.Live, options.Pace, options.TimeProvider);
        if (_life.AudioFormat is not { } format)
        {
            _life.Release();
            throw new VideoSourceException($"{Name} gives no sound.");
        }

        Format = format;
        _timeline = new SoundTimeline(format);
    }

    /// <summary>Raised on the source's thread whenever <see cref="State"/> changes; what a handler throws is logged.</summary>
    public event EventHandler<LiveStateChangedEventArgs>? StateChanged
    {
        add => _life.StateChanged += value;
        remove => _life.StateChanged -= value;
    }

    /// <inheritdoc/>
    public override AudioFormat Format { get; }

    /// <inheritdoc/>
    public override bool IsLive => true;

    /// <inheritdoc/>
    public override bool IsEndless => true;

    /// <summary>Where the source is in its life.</summary>
    public LiveState State => _life.State;

    /// <summary>Why the source ended.</summary>
    public LiveEnd End => _life.End;

    /// <summary>How loud the sound of the last 100 ms was; <see langword="null"/> before there was so much.</summary>
    public SoundLevel? Level => _meter.Level;

    /// <summary>Parts of a million by which the sound's clock is faster than the process's, as far as known by now: the sound is
    /// stretched by so much.</summary>
    public double Drift => _timeline.Drift;

    /// <summary>When the first sample was heard: nanoseconds of the process's monotonic clock, which all sources share;
    /// <see langword="null"/> before.</summary>
    public long? Origin => Interlocked.Read(ref _origin) is not Unknown and var origin ? origin : null;

    /// <summary>The times without sound that are over, oldest first; their frames are blocks of sound. The loss that the source is in, or ended
    /// in, is <see cref="PresentLoss"/>.</summary>
    public IReadOnlyList<SourceGap> Gaps => _life.Losses.ToList();

    /// <summary>The loss that it is in, or ended in, as if it ended now; <see langword="null"/> where sound comes. May be read from any thread.</summary>
    public SourceGap? PresentLoss => _life.Losses.Present(Origin is { } origin ? TimeOf(_life.Now, origin) : 0, _life.Now, _timeline.Count);

    /// <summary>How often sound came again after a loss.</summary>
    public long Reconnects => Gaps.Count;

    /// <summary>Sound that the device gave and that was not taken in time: it is missing, and there is silence in its place. A device in real
    /// time has none while its observers keep up.</summary>
    public TimeSpan LostSound => _connector.LostSound;

    /// <inheritdoc/>
    string ILiveUnits.Kind => "sound";

    /// <inheritdoc/>
    bool ILiveUnits.WaitsThroughSilence => true;

    /// <inheritdoc/>
    long ILiveUnits.Position => _position;

    /// <inheritdoc/>
    void ILiveUnits.BeginConnection(ILiveConnection connection) => _timeline.Interrupt();

    /// <inheritdoc/>
    void ILiveUnits.EndConnection() => PlaceBacklog();

    /// <inheritdoc/>
    bool ILiveUnits.Take(VideoFrame? frame, AudioFrame? audio)
    {
        frame?.Dispose();
        bool isLife = audio is not null;
        Take(audio);
        return isLife;
    }

    /// <inheritdoc/>
    TimeSpan ILiveUnits.UntilDue(long now) => TimeSpan.MaxValue;

    /// <inheritdoc/>
    void ILiveUnits.Attend()
    {
    }

    private protected override void Run(CancellationToken stop)
    {
        try
        {
            _life.Run(stop);
        }
        finally
        {
            if (LostSound > TimeSpan.Zero)
            {
                SourcesLog.LostSound(GiftGrabLog.Logger, Name, LostSound.TotalSeconds);
            }
        }
    }

    private protected override void Release()
    {
        _life.Release();
        _backlog.Dispose();
        _timeline.Dispose();
    }

    private void Take(AudioFrame? came)
    {
        using AudioFrame? block = came;
        if (block is null)
        {
            return;
        }

        RequireSameFormat(block);
        block.ArrivalTimestamp = block.ArrivalTimestamp == 0 ? _life.Now : block.ArrivalTimestamp;

        // Where the device does not say when it heard the first sample, the last one came just now.
        long heard = block.Timestamp == ILiveConnection.NoDeviceTime
            ? block.ArrivalTimestamp - block.SampledLength : block.Timestamp;
        if (_origin == Unknown)
        {
            Interlocked.Exchange(ref _origin, heard);
        }

        if (!_backlog.IsHolding && !_timeline.IsInterruptedBefore(TimeOf(heard, _origin)))
        {
            Place(block, heard);
        }
        else if (_backlog.Add(block.Retain(), heard, block.ArrivalTimestamp))
        {
            PlaceBacklog();
        }
    }

    private void PlaceBacklog()
    {
        while (_backlog.TryTake(out AudioFrame? block, out long heard))
        {
            using (block)
            {
                Place(block, heard);
            }
        }
    }

    private void Place(AudioFrame block, long heard)
    {
        block.ClockOrigin = _origin;
        block.CaptureTime = _life.UtcNow.AddTicks(-(_life.Now - heard) / 100) + _life.Options.TimeOffset;
        AudioFrame placed = _timeline.Place(block, TimeOf(heard, _origin));
        try
        {
            Send(placed);
        }
        finally
        {
            if (placed != block)
            {
                placed.Dispose();
            }
        }
    }

    private void Send(AudioFrame block)
    {
        _life.Came(block.SampleCount > 0 ? block.Timestamp : _position, block.Number);
        if (block.SampleCount > 0)
        {
            _position = block.Timestamp + block.Duration;
            block.SourceName = Name;
            _meter.OnNext(block);
            Deliver(block);
        }
    }

    private void RequireSameFormat(AudioFrame block)
    {
        var found = new AudioFormat(block.SampleRate, block.Channels, block.SampleFormat);
        if (found != Format)
        {
            throw new VideoSourceException($"{Name} changed from {Format} to {found} after {_timeline.Count} blocks.");
        }
    }

    private long TimeOf(long heard, long origin) => heard - origin + (_life.Options.TimeOffset.Ticks * TimeSpan.NanosecondsPerTick);
}
