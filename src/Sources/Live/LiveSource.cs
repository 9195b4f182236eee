namespace GiftGrab;

/// <summary>A source that cannot wait and may falter: a card, a screen, a network stream.</summary>
/// <remarks>
/// It is connected when it is made, so that its size is known. When frames stop coming it connects again, with growing
/// waits, and goes on under the same numbers and times; the first frame after a loss tells of it in
/// <see cref="VideoFrame.Gap"/>. Timestamps are nanoseconds since the first frame.
/// </remarks>
public sealed class LiveSource : VideoSource
{
    private readonly ILiveConnector _connector;
    private readonly LiveOptions _options;
    private readonly SourceOptions _asked;
    private readonly TimeProvider _time;
    private readonly LiveClock _clock;
    private readonly LiveAudio? _audio;
    private readonly BackOff _backOff;
    private readonly Lock _gate = new();
    private readonly List<SourceGap> _gaps = [];
    private ILiveConnection? _first;
    private LiveFormat _format;
    private volatile SubFrame? _part;
    private LiveState _state;
    private LiveEnd _end;
    private long _lastFrame;
    private long _position;
    private long _number;
    private long _reconnects;
    private string? _loss;

    /// <summary>Connects.</summary>
    /// <exception cref="VideoSourceException">The source is not there, or an option is not possible.</exception>
    internal LiveSource(ILiveConnector connector, SourceOptions options)
        : base(options.Name ?? connector.Name)
    {
        _asked = options;
        _options = options.Live ?? new LiveOptions();
        _options.Check();
        if (options.Pace is not null)
        {
            throw new VideoSourceException($"A pace cannot be asked of {Name}: a live source has its own.");
        }

        _connector = connector;
        _time = options.TimeProvider;
        _clock = new LiveClock(_time);
        _backOff = new BackOff(_options.ReconnectDelay, _options.LongestReconnectDelay);
        _first = connector.Connect(_options.ConnectTimeout, CancellationToken.None);
        _format = _first.Format;
        _audio = _first.AudioFormat is { } sound ? new LiveAudio(Name, sound) : null;
        FrameRate = _format.FrameRate;
    }

    /// <summary>Raised on the source's thread whenever <see cref="State"/> changes; what a handler throws is logged.</summary>
    public event EventHandler<LiveStateChangedEventArgs>? StateChanged;

    /// <inheritdoc/>
    public override int Width => _part?.Width ?? Read().Width;

    /// <inheritdoc/>
    public override int Height => _part?.Height ?? Read().Height;

    /// <inheritdoc/>
    public override PixelFormat Format => _asked.Format ?? Read().PixelFormat;

    /// <inheritdoc/>
    public override FrameRate FrameRate { get; }

    /// <inheritdoc/>
    public override AudioSource? Audio => _audio;

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

    /// <summary>How often frames came again after a loss.</summary>
    public long Reconnects => Volatile.Read(ref _reconnects);

    /// <summary>The times without pictures so far, oldest first.</summary>
    public IReadOnlyList<SourceGap> Gaps
    {
        get
        {
            lock (_gate)
            {
                return [.. _gaps];
            }
        }
    }

    /// <summary>When the first frame or sound came: nanoseconds of the process's monotonic clock, which all sources share;
    /// <see langword="null"/> before.</summary>
    public long? Origin => _clock.Origin;

    /// <inheritdoc/>
    public override void SetSubFrame(int x, int y, int width, int height)
    {
        LiveFormat format = Read();
        var part = new SubFrame(x, y, width, height);
        part.Check(format.Width, format.Height, format.PixelFormat);
        _part = part;
    }

    /// <inheritdoc/>
    public override void GetFullFrame() => _part = null;

    private protected override void Run(CancellationToken stop)
    {
        ILiveConnection? connection = Interlocked.Exchange(ref _first, null);
        LiveEnd end = LiveEnd.Failure;
        using var delay = new Delay(_time);
        try
        {
            _lastFrame = _clock.Now;
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

            Enter(LiveState.Stopped, end == LiveEnd.Idle ? $"No frame came for {LiveText.Seconds(_options.IdleLimit!.Value)}." : null);
        }
    }

    private protected override void EndAudio(Exception? error) => _audio?.End(error);

    private protected override void Release()
    {
        Interlocked.Exchange(ref _first, null)?.Dispose();
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
            if (WaitToReconnect(delay, loss!, stop))
            {
                return LiveEnd.Idle;
            }
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

    /// <summary>Delivers what a connection gives until it breaks or falls silent.</summary>
    /// <returns>The end where the whole source has ended; <see langword="null"/> where this connection is lost.</returns>
    private LiveEnd? ReadAll(ILiveConnection connection, CancellationToken stop, out VideoSourceException? loss)
    {
        _clock.BeginConnection();
        long connected = _clock.Now;
        bool hasCome = false;
        loss = null;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            long now = _clock.Now;
            TimeSpan untilStall = hasCome
                ? Left(StallLimit, _lastFrame, now)
                : Left(_options.ConnectTimeout, connected, now);
            TimeSpan wait = UntilIdle(now) is { } untilIdle && untilIdle < untilStall ? untilIdle : untilStall;
            if (wait <= TimeSpan.Zero)
            {
                loss = new DeviceOfflineException($"{Name} gives no picture.");
                return untilStall > TimeSpan.Zero ? LiveEnd.Idle : null;
            }

            VideoFrame? frame;
            AudioFrame? audio;
            try
            {
                connection.TryRead(wait, stop, out frame, out audio);
            }
            catch (EndOfStreamException exception)
            {
                loss = new VideoSourceException($"{Name} was ended by the other side.", exception);
                return _connector.CanReconnect ? null : LiveEnd.EndOfStream;
            }
            catch (VideoSourceException exception)
            {
                loss = exception;
                return null;
            }

            Take(audio);
            hasCome |= frame is not null;
            Take(frame, stop);
        }
    }

    private TimeSpan StallLimit
    {
        get
        {
            TimeSpan threeFrames = FrameRate.IsKnown ? TimeSpan.FromTicks(FrameRate.TimeOf(3) / 100) : TimeSpan.Zero;
            return threeFrames > _options.StallTimeout ? threeFrames : _options.StallTimeout;
        }
    }

    private static TimeSpan Left(TimeSpan limit, long since, long now) => limit - TimeSpan.FromTicks((now - since) / 100);

    private TimeSpan? UntilIdle(long now) => _options.IdleLimit is { } limit ? Left(limit, _lastFrame, now) : null;

    private void NoteLoss(VideoSourceException loss)
    {
        if (_loss is null)
        {
            _loss = loss.Message;
            SourcesLog.Lost(GiftGrabLog.Logger, Name, loss.Message);
            Enter(LiveState.Lost, loss.Message);
        }
        else
        {
            SourcesLog.StillLost(GiftGrabLog.Logger, Name, loss.Message);
        }
    }

    /// <summary>Waits before the next attempt to connect.</summary>
    /// <returns>Whether the source ends instead, being idle.</returns>
    /// <exception cref="VideoSourceException">It was lost for too long.</exception>
    private bool WaitToReconnect(Delay delay, VideoSourceException loss, CancellationToken stop)
    {
        long now = _clock.Now;
        TimeSpan wait = _backOff.Next();
        if (_options.ReconnectLimit is { } limit)
        {
            TimeSpan left = Left(limit, _lastFrame, now);
            if (left <= TimeSpan.Zero)
            {
                string sentence = $"{Name} was lost and did not come back within {LiveText.Seconds(limit)}: {loss.Message}";
                throw loss is NetworkSourceUnavailableException
                    ? new NetworkSourceUnavailableException(sentence, loss)
                    : new DeviceOfflineException(sentence, loss);
            }

            wait = left < wait ? left : wait;
        }

        TimeSpan? untilIdle = UntilIdle(now);
        delay.Wait(untilIdle < wait ? untilIdle.Value : wait, stop);
        Enter(LiveState.Reconnecting, _loss);
        return UntilIdle(_clock.Now) <= TimeSpan.Zero;
    }

    private void Take(AudioFrame? block)
    {
        using AudioFrame? audio = block;
        if (audio is not null)
        {
            Stamp(audio);
            _audio?.Deliver(audio, _clock.TimeOf(audio.Timestamp, audio.ArrivalTimestamp), audio.CaptureTime);
        }
    }

    private void Take(VideoFrame? frame, CancellationToken stop)
    {
        if (frame is null)
        {
            return;
        }

        try
        {
            Stamp(frame);
            NoteFormat(frame);
            Describe(frame);
            _part?.Cut(frame);
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        if (State != LiveState.Running)
        {
            Enter(LiveState.Running, null);
        }

        stop.ThrowIfCancellationRequested();
        Deliver(FramePreparation.InFormat(frame, _asked.Format));
    }

    private void Stamp(MediaUnit unit)
    {
        long now = _clock.Now;
        if (unit.ArrivalTimestamp == 0)
        {
            unit.ArrivalTimestamp = now;
        }

        unit.CaptureTime = _time.GetUtcNow().UtcDateTime.AddTicks(-(now - unit.ArrivalTimestamp) / 100);
    }

    private void Describe(VideoFrame frame)
    {
        frame.Timestamp = Math.Max(_clock.TimeOf(frame.Timestamp, frame.ArrivalTimestamp), _number == 0 ? 0 : _position + 1);
        frame.Duration = FrameRate.IsKnown ? FrameRate.TimeOf(1) : frame.Duration;
        frame.SourceName = Name;
        frame.Number = _number++;
        if (_loss is { } reason)
        {
            CloseGap(frame, reason);
        }

        _lastFrame = _clock.Now;
        _position = frame.Timestamp;
    }

    private void CloseGap(VideoFrame frame, string reason)
    {
        var gap = new SourceGap(_position + frame.Duration, frame.Timestamp, frame.Number, reason);
        frame.Gap = gap;
        lock (_gate)
        {
            _gaps.Add(gap);
        }

        _loss = null;
        _backOff.Reset();
        Interlocked.Increment(ref _reconnects);
        SourcesLog.Found(GiftGrabLog.Logger, Name, (gap.To - gap.From) / 1e9);
    }

    private void NoteFormat(VideoFrame frame)
    {
        var format = new LiveFormat(frame.Width, frame.Height, frame.Format, FrameRate);
        if (format != _format)
        {
            lock (_gate)
            {
                _format = format;
            }
        }
    }

    private LiveFormat Read()
    {
        lock (_gate)
        {
            return _format;
        }
    }

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
