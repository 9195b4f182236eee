namespace GiftGrab;

/// <summary>A microphone, or any other device of sound: it cannot wait and may falter.</summary>
/// <remarks>
/// It is connected when it is made, so that its format is known. When its device or server goes away it connects again, with
/// growing waits, and goes on under the same numbers and times; a recording has silence there. A device that merely falls silent,
/// as one that the server suspends, is waited for. Timestamps are nanoseconds since the first sample, on the clock that pictures
/// of live sources have, too: a target puts both side by side.
/// </remarks>
public sealed class LiveAudioSource : AudioInput
{
    private const long Unknown = long.MinValue;
    private readonly ILiveConnector _connector;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly SoundTimeline _timeline;
    private readonly BackOff _backOff;
    private readonly LiveLimits _limits;
    private readonly LiveLosses _losses = new();
    private readonly LevelMeter _meter = new();
    private readonly Lock _gate = new();
    private ILiveConnection? _first;
    private LiveState _state;
    private LiveEnd _end;
    private long _origin = Unknown;

    /// <summary>Connects.</summary>
    /// <exception cref="VideoSourceException">The device is not there, or an option is not possible.</exception>
    internal LiveAudioSource(ILiveConnector connector, AudioSourceOptions options)
        : base(options.Name ?? connector.Name)
    {
        _options = options.Live ?? new LiveOptions();
        _options.Check();
        if (options.Pace is { IsPaced: true })
        {
            throw new VideoSourceException($"A pace cannot be asked of {Name}: a live source has its own.");
        }

        _connector = connector;
        _time = options.TimeProvider;
        _backOff = new BackOff(_options.ReconnectDelay, _options.LongestReconnectDelay);
        _limits = new LiveLimits(_options, default);
        _first = connector.Connect(_options.ConnectTimeout, CancellationToken.None);
        Format = _first.AudioFormat ?? throw new VideoSourceException($"{Name} gives no sound.");
        _timeline = new SoundTimeline(Format);
    }

    /// <summary>Raised on the source's thread whenever <see cref="State"/> changes; what a handler throws is logged.</summary>
    public event EventHandler<LiveStateChangedEventArgs>? StateChanged;

    /// <inheritdoc/>
    public override AudioFormat Format { get; }

    /// <inheritdoc/>
    public override bool IsLive => true;

    /// <inheritdoc/>
    public override bool IsEndless => true;

    /// <summary>Where the source is in its life.</summary>
    public LiveState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Why the source ended.</summary>
    public LiveEnd End
    {
        get
        {
            lock (_gate)
            {
                return _end;
            }
        }
    }

    /// <summary>How loud the sound of the last 100 ms was; <see langword="null"/> before there was so much.</summary>
    public SoundLevel? Level => _meter.Level;

    /// <summary>Parts of a million by which the sound's clock is faster than the process's, as far as known by now: the sound is
    /// stretched by so much.</summary>
    public double Drift => _timeline.Drift;

    /// <summary>When the first sample was heard: nanoseconds of the process's monotonic clock, which all sources share;
    /// <see langword="null"/> before.</summary>
    public long? Origin => Interlocked.Read(ref _origin) is not Unknown and var origin ? origin : null;

    /// <summary>The times without sound so far, oldest first; their frames are blocks of sound.</summary>
    public IReadOnlyList<SourceGap> Gaps => _losses.ToList();

    /// <summary>How often sound came again after a loss.</summary>
    public long Reconnects => Gaps.Count;

    private long Now => MonotonicClock.Now(_time);

    private protected override void Run(CancellationToken stop)
    {
        ILiveConnection? connection = Interlocked.Exchange(ref _first, null);
        LiveEnd end = LiveEnd.Failure;
        using var delay = new Delay(_time);
        try
        {
            _limits.LastFrame = Now;
            end = Deliver(ref connection, delay, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            end = LiveEnd.Asked;
        }
        finally
        {
            connection?.Dispose();
            lock (_gate)
            {
                _end = end;
            }

            Enter(LiveState.Stopped, end == LiveEnd.Idle ? $"No sound came for {LiveText.Seconds(_options.IdleLimit!.Value)}." : null);
        }
    }

    private protected override void Release()
    {
        Interlocked.Exchange(ref _first, null)?.Dispose();
        _timeline.Dispose();
        Enter(LiveState.Stopped, null);
    }

    /// <summary>Delivers from one connection after the other until the source ends.</summary>
    private LiveEnd Deliver(ref ILiveConnection? connection, Delay delay, CancellationToken stop)
    {
        while (true)
        {
            VideoSourceException? loss = null;
            connection ??= TryConnect(stop, out loss);
            if (connection is not null && ReadAll(connection, stop, out loss) is { } end)
            {
                return end;
            }

            connection?.Dispose();
            connection = null;
            if (State == LiveState.Starting || !_connector.CanReconnect)
            {
                throw loss!;
            }

            NoteLoss(loss!);
            if (_limits.UntilIdle(Now) <= TimeSpan.Zero)
            {
                return LiveEnd.Idle;
            }

            delay.Wait(Shortest(_backOff.Next(), UntilGivenUp(loss!), _limits.UntilIdle(Now)), stop);
            Enter(LiveState.Reconnecting, _losses.Reason);
        }
    }

    private ILiveConnection? TryConnect(CancellationToken stop, out VideoSourceException? loss)
    {
        try
        {
            loss = null;
            return _connector.Connect(_options.ConnectTimeout, stop);
        }
        catch (VideoSourceException exception)
        {
            loss = exception;
            return null;
        }
    }

    /// <summary>Delivers what a connection gives until it breaks.</summary>
    /// <returns>The end where the whole source has ended; <see langword="null"/> where this connection is lost.</returns>
    private LiveEnd? ReadAll(ILiveConnection connection, CancellationToken stop, out VideoSourceException? loss)
    {
        loss = null;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            long now = Now;
            if (_limits.UntilIdle(now) <= TimeSpan.Zero)
            {
                return LiveEnd.Idle;
            }

            TimeSpan wait = Shortest(WaitInState(now), _limits.UntilIdle(now), TimeSpan.MaxValue);
            try
            {
                connection.TryRead(wait, stop, out _, out AudioFrame? block);
                Take(block);
            }
            catch (EndOfStreamException exception)
            {
                loss = new DeviceOfflineException($"{Name} was ended by the other side.", exception);
                return _connector.CanReconnect ? null : LiveEnd.EndOfStream;
            }
            catch (VideoSourceException exception)
            {
                loss = exception;
                return null;
            }
        }
    }

    /// <summary>Notes that a connection fell silent, and says how long to wait for it.</summary>
    private TimeSpan WaitInState(long now)
    {
        TimeSpan untilStall = _limits.UntilStall(now);
        if (untilStall > TimeSpan.Zero)
        {
            return untilStall;
        }

        var silence = new DeviceOfflineException($"{Name} gives no sound; it may be suspended.");
        NoteLoss(silence);
        return UntilGivenUp(silence);
    }

    private TimeSpan UntilGivenUp(VideoSourceException loss) =>
        _limits.UntilGivenUp(Now) is var left && left > TimeSpan.Zero ? left : throw _limits.GiveUp(Name, loss);

    private void NoteLoss(VideoSourceException loss)
    {
        if (_losses.Reason is not null)
        {
            SourcesLog.StillLost(GiftGrabLog.Logger, Name, loss.Message);
            return;
        }

        _losses.Begin(loss.Message, _timeline.Position, Now);
        SourcesLog.Lost(GiftGrabLog.Logger, Name, loss.Message);
        Enter(LiveState.Lost, loss.Message);
    }

    private void Take(AudioFrame? came)
    {
        using AudioFrame? block = came;
        if (block is null)
        {
            return;
        }

        RequireSameFormat(block);
        long now = Now;
        block.ArrivalTimestamp = block.ArrivalTimestamp == 0 ? now : block.ArrivalTimestamp;

        // Where the device does not say when it heard the first sample, the last one came just now.
        long heard = block.Timestamp == ILiveConnection.NoDeviceTime ? block.ArrivalTimestamp - LengthOf(block) : block.Timestamp;
        if (_origin == Unknown)
        {
            Interlocked.Exchange(ref _origin, heard);
        }

        block.ClockOrigin = _origin;
        block.CaptureTime = _time.GetUtcNow().UtcDateTime.AddTicks(-(now - heard) / 100) + _options.TimeOffset;
        AudioFrame placed = _timeline.Place(block, heard - _origin + (_options.TimeOffset.Ticks * TimeSpan.NanosecondsPerTick));
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
        _limits.LastFrame = Now;
        if (_losses.Reason is not null)
        {
            SourceGap gap = _losses.End(block.Timestamp, block.Number);
            _backOff.Reset();
            SourcesLog.Found(GiftGrabLog.Logger, Name, (gap.To - gap.From) / 1e9);
        }

        Enter(LiveState.Running, null);
        if (block.SampleCount > 0)
        {
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

    private static long LengthOf(AudioFrame block) => block.SampleCount * 1_000_000_000L / block.SampleRate;

    private static TimeSpan Shortest(TimeSpan one, TimeSpan two, TimeSpan three) => TimeSpan.FromTicks(Math.Min(one.Ticks, Math.Min(two.Ticks, three.Ticks)));

    private void Enter(LiveState state, string? reason)
    {
        LiveState previous;
        lock (_gate)
        {
            previous = _state;
            _state = state;
        }

        if (previous == state)
        {
            return;
        }

        try
        {
            StateChanged?.Invoke(this, new LiveStateChangedEventArgs(previous, state, reason));
        }
        catch (Exception exception)
        {
            SourcesLog.HandlerFailed(GiftGrabLog.Logger, Name, exception);
        }
    }
}
