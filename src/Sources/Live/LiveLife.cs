namespace GiftGrab;

/// <summary>The life of a source that may falter, be it of pictures or of sound: its states, its losses, and one connection after the
/// other.</summary>
/// <remarks>It runs on the source's thread; what is public may be read from any.</remarks>
internal sealed class LiveLife
{
    private readonly ILiveUnits _units;
    private readonly string _name;
    private readonly ILiveConnector _connector;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly BackOff _backOff;
    private readonly LiveLimits _limits;
    private readonly Lock _gate = new();
    private ILiveConnection? _first;
    private bool _isSteady;
    private bool _wasLate;
    private LiveState _state;
    private LiveEnd _end;

    /// <summary>Connects.</summary>
    /// <param name="units">The source: takes what comes, and is the sender of events.</param>
    /// <param name="connector">How to connect.</param>
    /// <param name="options">What it does when it falters; <see langword="null"/>: the defaults.</param>
    /// <param name="pace">What was asked for; a live source has its own.</param>
    /// <param name="time">The time.</param>
    /// <exception cref="SourceAddressException">A pace is asked for.</exception>
    /// <exception cref="VideoSourceException">The source is not there, or an option is not possible.</exception>
    public LiveLife(ILiveUnits units, ILiveConnector connector, LiveOptions? options, Pace? pace, TimeProvider time)
    {
        _units = units;
        _name = units.Name;
        _connector = connector;
        _options = options ?? new LiveOptions();
        _options.Check();
        if (pace is { IsPaced: true })
        {
            throw new SourceAddressException($"A pace cannot be asked of {_name}: a live source has its own.");
        }

        _time = time;
        _backOff = new BackOff(_options.ReconnectDelay, _options.LongestReconnectDelay);
        _first = connector.Connect(_options.ConnectTimeout, CancellationToken.None);
        Format = _first.Format;
        AudioFormat = _first.AudioFormat;
        IsFinite = _first.IsFinite;
        _limits = new LiveLimits(_options, Format.FrameRate);
    }

    /// <summary>Raised on the source's thread whenever <see cref="State"/> changes; what a handler throws is logged.</summary>
    public event EventHandler<LiveStateChangedEventArgs>? StateChanged;

    /// <summary>What the first connection gives.</summary>
    public LiveFormat Format { get; }

    /// <summary>How its sound is sampled; <see langword="null"/> where there is none.</summary>
    public AudioFormat? AudioFormat { get; }

    /// <summary>Whether it is a file that lies elsewhere, which ends.</summary>
    public bool IsFinite { get; }

    /// <summary>What it does when it falters.</summary>
    public LiveOptions Options => _options;

    /// <summary>The process's monotonic clock, in nanoseconds.</summary>
    public long Now => MonotonicClock.Now(_time);

    /// <summary>The wall clock.</summary>
    public DateTime UtcNow => _time.GetUtcNow().UtcDateTime;

    /// <summary>The losses so far.</summary>
    public LiveLosses Losses { get; } = new();

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

    /// <summary>Calls a handler of the source's user; what it throws is logged.</summary>
    public static void Tell(string name, Action raise)
    {
        try
        {
            raise();
        }
        catch (Exception exception)
        {
            SourcesLog.HandlerFailed(GiftGrabLog.Logger, name, exception);
        }
    }

    /// <summary>Lives until the end.</summary>
    /// <exception cref="VideoSourceException">The source failed, or was lost for too long.</exception>
    public void Run(CancellationToken stop)
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
            _units.EndConnection();
            connection?.Dispose();
            lock (_gate)
            {
                _end = end;
            }

            string what = _units.Kind == "picture" ? "frame" : _units.Kind;
            Enter(LiveState.Stopped, end == LiveEnd.Idle ? $"No {what} came for {LiveText.Seconds(_options.IdleLimit!.Value)}." : null);
        }
    }

    /// <summary>Frees what a source holds that never ran.</summary>
    public void Release()
    {
        Interlocked.Exchange(ref _first, null)?.Dispose();
        Enter(LiveState.Stopped, null);
    }

    /// <summary>A unit came: the source lives, and a loss is over.</summary>
    /// <param name="timestamp">Its time on the source's clock, in nanoseconds.</param>
    /// <param name="number">Its number.</param>
    /// <param name="missed">How many the device made right before it that were not fetched in time.</param>
    public void Came(long timestamp, long number, long missed = 0)
    {
        if (Losses.Reason is null && (_isSteady || _wasLate) && State == LiveState.Running && _limits.IsHole(timestamp - _units.Position))
        {
            NoteHole(_units.Position, timestamp, number, missed);
        }

        _wasLate = false;

        if (Losses.Reason is not null)
        {
            SourceGap gap = Losses.End(timestamp, number);
            SourcesLog.Found(GiftGrabLog.Logger, _name, (gap.To - gap.From) / 1e9);
        }

        Enter(LiveState.Running, null);
    }

    /// <summary>A unit came late after another, though the source was not lost.</summary>
    private void NoteHole(long from, long timestamp, long number, long missed)
    {
        string reason = missed > 0 ? $"{_name} was not read in time: {missed} frames are missing."
            : _wasLate ? $"{_name} was not read in time." : $"{_name} gave no {_units.Kind}.";
        Losses.Add(new SourceGap(from, timestamp, number, 0, reason));
        SourcesLog.Hole(GiftGrabLog.Logger, reason, (timestamp - from) / 1e9);
    }

    /// <summary>Delivers from one connection after the other until the source ends.</summary>
    private LiveEnd Deliver(ref ILiveConnection? connection, Delay delay, CancellationToken stop)
    {
        VideoSourceException? loss = null;
        while (true)
        {
            if (connection is null && TryConnect(ref connection, ref loss, stop))
            {
                return LiveEnd.Idle;
            }

            if (connection is not null && ReadAll(connection, stop, out loss) is { } end)
            {
                return end;
            }

            _units.EndConnection();
            connection?.Dispose();
            connection = null;
            if (State == LiveState.Starting || !CanReconnect)
            {
                throw loss!;
            }

            NoteLoss(loss!);
            if (WaitToReconnect(delay, loss!, stop))
            {
                return LiveEnd.Idle;
            }
        }
    }

    /// <summary>Connects again, and does what is due meanwhile.</summary>
    /// <param name="connection">The connection; <see langword="null"/> where there is none.</param>
    /// <param name="loss">Why the source is lost; then, why it still is.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <returns>Whether the source ends instead, being idle.</returns>
    /// <exception cref="VideoSourceException">It was lost for too long.</exception>
    private bool TryConnect(ref ILiveConnection? connection, ref VideoSourceException? loss, CancellationToken stop)
    {
        if (_connector.ConnectsAtOnce)
        {
            connection = Connected(() => _connector.Connect(_options.ConnectTimeout, stop), ref loss);
            return false;
        }

        using var attempt = new ConnectionAttempt(_connector, _options.ConnectTimeout);
        while (!attempt.IsOver)
        {
            _units.Attend();
            long now = Now;
            TimeSpan untilIdle = _limits.UntilIdle(now);
            if (untilIdle <= TimeSpan.Zero)
            {
                return true;
            }

            attempt.Wait(Shortest(UntilGivenUp(now, loss!), untilIdle, _units.UntilDue(now)), _time, stop);
        }

        connection = Connected(attempt.Take, ref loss);
        return false;
    }

    private static ILiveConnection? Connected(Func<ILiveConnection> connect, ref VideoSourceException? loss)
    {
        try
        {
            return connect();
        }
        catch (VideoSourceException exception)
        {
            loss = exception;
            return null;
        }
    }

    /// <summary>Delivers what a connection gives until it breaks or falls silent.</summary>
    /// <returns>The end where the whole source has ended; <see langword="null"/> where this connection is lost.</returns>
    private LiveEnd? ReadAll(ILiveConnection connection, CancellationToken stop, out VideoSourceException? loss)
    {
        _units.BeginConnection(connection);
        _isSteady = connection.HasSteadyRate;
        long connected = Now;
        bool hasCome = false;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            long now = Now;
            loss = null;
            TimeSpan patience = hasCome || _units.WaitsThroughSilence ? _limits.UntilStall(now) : _limits.UntilFirstFrame(connected, now);
            TimeSpan untilIdle = _limits.UntilIdle(now);
            bool waits = _units.WaitsThroughSilence || IsWithoutSignal(connection);
            if (patience <= TimeSpan.Zero || untilIdle <= TimeSpan.Zero)
            {
                loss = Silence(connection);
                if (untilIdle <= TimeSpan.Zero || !waits)
                {
                    return untilIdle <= TimeSpan.Zero ? LiveEnd.Idle : Lost(connected, hasCome);
                }

                if (Losses.Reason is null)
                {
                    NoteLoss(loss);
                }

                patience = UntilGivenUp(now, loss);
            }

            VideoFrame? frame;
            AudioFrame? audio;
            TimeSpan wait = Shortest(patience, untilIdle, _units.UntilDue(now));
            try
            {
                connection.TryRead(wait, stop, out frame, out audio);
                _wasLate |= _limits.Forgive(Now, now + (wait.Ticks * 100));
            }
            catch (EndOfStreamException exception)
            {
                loss = new VideoSourceException($"{_name} was ended by the other side.", exception);
                return CanReconnect ? Lost(connected, hasCome) : LiveEnd.EndOfStream;
            }
            catch (VideoSourceException exception)
            {
                loss = exception;
                return Lost(connected, hasCome);
            }

            if (_units.Take(frame, audio))
            {
                // Not before: the time that observers took was no silence.
                _limits.LastFrame = Now;
                hasCome = true;
            }
            else if (Losses.Reason is null && IsWithoutSignal(connection))
            {
                // The device says so itself: there is nothing to wait for.
                NoteLoss(Silence(connection));
            }

            _units.Attend();
        }
    }

    private bool CanReconnect => _connector.CanReconnect && !IsFinite;

    // A source that has not begun yet has nothing to lose.
    private bool IsWithoutSignal(ILiveConnection connection) => !connection.HasSignal && State != LiveState.Starting;

    private DeviceOfflineException Silence(ILiveConnection connection) => new(
        !connection.HasSignal ? $"{_name} has no signal."
        : $"{_name} gives no {_units.Kind}{(_units.WaitsThroughSilence ? "; it may be suspended" : string.Empty)}.");

    private LiveEnd? Lost(long connected, bool hasCome)
    {
        if (hasCome)
        {
            _backOff.Held(TimeSpan.FromTicks((Now - connected) / 100));
        }

        return null;
    }

    private void NoteLoss(VideoSourceException loss)
    {
        if (Losses.Reason is not null)
        {
            SourcesLog.StillLost(GiftGrabLog.Logger, _name, LiveText.ReasonOf(_name, loss.Message));
            return;
        }

        Losses.Begin(loss.Message, _units.Position, Math.Min(Now, _limits.LastFrame + (Format.FrameRate.IsKnown ? Format.FrameRate.TimeOf(1) : 0)));
        SourcesLog.Lost(GiftGrabLog.Logger, _name, LiveText.ReasonOf(_name, loss.Message));
        Enter(LiveState.Lost, loss.Message);
    }

    /// <summary>Waits before the next attempt to connect.</summary>
    /// <returns>Whether the source ends instead, being idle.</returns>
    /// <exception cref="VideoSourceException">It was lost for too long.</exception>
    private bool WaitToReconnect(Delay delay, VideoSourceException loss, CancellationToken stop)
    {
        long now = Now;
        long end = now + (Shortest(_backOff.Next(), UntilGivenUp(now, loss), _limits.UntilIdle(now)).Ticks * 100);
        for (; now < end; now = Now)
        {
            _units.Attend();
            delay.Wait(Shortest(TimeSpan.FromTicks((end - now + 99) / 100), _units.UntilDue(now), TimeSpan.MaxValue), stop);
        }

        Enter(LiveState.Reconnecting, Losses.Reason);
        return _limits.UntilIdle(Now) <= TimeSpan.Zero;
    }

    private TimeSpan UntilGivenUp(long now, VideoSourceException loss) =>
        _limits.UntilGivenUp(now) is var left && left > TimeSpan.Zero ? left : throw _limits.GiveUp(_name, loss);

    private static TimeSpan Shortest(TimeSpan one, TimeSpan two, TimeSpan three) => TimeSpan.FromTicks(Math.Min(one.Ticks, Math.Min(two.Ticks, three.Ticks)));

    private void Enter(LiveState state, string? reason)
    {
        LiveState previous;
        lock (_gate)
        {
            previous = _state;
            _state = state;
        }

        if (previous != state)
        {
            Raise(new LiveStateChangedEventArgs(previous, state, reason));
        }
    }

    private void Raise(LiveStateChangedEventArgs change) => Tell(_name, () => StateChanged?.Invoke(_units, change));
}
