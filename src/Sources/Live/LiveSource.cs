namespace GiftGrab;

/// <summary>A source that cannot wait and may falter: a card, a screen, a network stream.</summary>
/// <remarks>
/// It is connected when it is made, so that its size is known. When frames stop coming it connects again, with growing
/// waits, and goes on under the same numbers and times; every frame after a loss tells of it in
/// <see cref="VideoFrame.LastGap"/>. Timestamps are nanoseconds since the first frame.
/// </remarks>
public sealed partial class LiveSource : VideoSource, ILossy
{
    private readonly ILiveConnector _connector;
    private readonly LiveOptions _options;
    private readonly SourceOptions _asked;
    private readonly TimeProvider _time;
    private readonly LiveClock _clock;
    private readonly LiveAudio? _audio;
    private readonly BackOff _backOff;
    private readonly LossFiller _filler;
    private readonly LiveLimits _limits;
    private readonly LiveLosses _losses = new();
    private readonly Lock _gate = new();
    private ILiveConnection? _first;
    private LiveFormat _format;
    private volatile SubFrame? _part;
    private LiveState _state;
    private LiveEnd _end;
    private long _position;
    private long _duration;
    private long _number;

    /// <summary>Connects.</summary>
    /// <exception cref="VideoSourceException">The source is not there, or an option is not possible.</exception>
    internal LiveSource(ILiveConnector connector, SourceOptions options)
        : base(options.Name ?? connector.Name)
    {
        _asked = options;
        _options = options.Live ?? new LiveOptions();
        _options.Check();
        if (options.Pace is { IsPaced: true })
        {
            throw new VideoSourceException($"A pace cannot be asked of {Name}: a live source has its own.");
        }

        _connector = connector;
        _time = options.TimeProvider;
        _clock = new LiveClock(_time);
        _backOff = new BackOff(_options.ReconnectDelay, _options.LongestReconnectDelay);
        _filler = new LossFiller(_options.WhileLost);
        _first = connector.Connect(_options.ConnectTimeout, CancellationToken.None);
        _format = _first.Format;
        _audio = _first.AudioFormat is { } sound ? new LiveAudio(Name, sound) : null;
        FrameRate = _format.FrameRate;
        _limits = new LiveLimits(_options, FrameRate);
    }

    /// <summary>Raised on the source's thread whenever <see cref="State"/> changes; what a handler throws is logged.</summary>
    public event EventHandler<LiveStateChangedEventArgs>? StateChanged;

    /// <summary>Raised on the source's thread before the first frame of another size or pixel format; what a handler throws is
    /// logged.</summary>
    public event EventHandler<LiveFormatChangedEventArgs>? FormatChanged;

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
    public long Reconnects => Gaps.Count;

    /// <summary>Parts of a million by which the sound's clock is faster than the process's, as far as known by now: the sound is
    /// stretched by so much; 0 without sound.</summary>
    public double SoundDrift => _audio?.Drift ?? 0;

    /// <summary>The times without pictures so far, oldest first.</summary>
    public IReadOnlyList<SourceGap> Gaps => _losses.ToList();

    /// <inheritdoc/>
    SourceGap? ILossy.PresentLoss => _losses.Present(TimeOf(ILiveConnection.NoDeviceTime, _clock.Now), Volatile.Read(ref _number));

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
            _limits.LastFrame = _clock.Now;
            end = Deliver(ref connection, delay, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            end = LiveEnd.Asked;
        }
        finally
        {
            connection?.Dispose();
            _filler.Dispose();
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
        _audio?.Dispose();
        Enter(LiveState.Stopped, null);
    }

    /// <summary>Delivers a frame that stands in, where the source is lost and one is due.</summary>
    private void Substitute()
    {
        long now = _clock.Now;
        if (_options.WhileLost == LossPicture.None || !_losses.TakeSubstitute(now, FrameRate)
            || _filler.Make(TimeOf(ILiveConnection.NoDeviceTime, now)) is not { } frame)
        {
            return;
        }

        frame.CaptureTime = _time.GetUtcNow().UtcDateTime + _options.TimeOffset;
        frame.Timestamp = Math.Max(frame.Timestamp, _position + 1);
        frame.LastGap = _losses.Last;
        frame.Number = _number++;
        _position = frame.Timestamp;
        Deliver(frame);
    }

    private long TimeOf(long device, long arrival) => _clock.TimeOf(device, arrival) + (_options.TimeOffset.Ticks * 100);

    private void Take(AudioFrame? block)
    {
        using AudioFrame? audio = block;
        if (audio is not null)
        {
            Stamp(audio);
            long timestamp = TimeOf(audio.Timestamp, audio.ArrivalTimestamp);
            audio.ClockOrigin = _clock.Origin!.Value;
            _audio?.Deliver(audio, timestamp, audio.CaptureTime);
        }
    }

    private void Take(VideoFrame? frame)
    {
        if (frame is null)
        {
            return;
        }

        VideoFrame prepared;
        try
        {
            Stamp(frame);
            NoteFormat(frame);
            Describe(frame);
            _part?.Cut(frame);
            if (State != LiveState.Running)
            {
                Enter(LiveState.Running, null);
            }

            prepared = FramePreparation.InFormat(frame, _asked.Format);
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        _filler.Keep(prepared);
        Deliver(prepared);
    }

    private void Stamp(MediaUnit unit)
    {
        long now = _clock.Now;
        if (unit.ArrivalTimestamp == 0)
        {
            unit.ArrivalTimestamp = now;
        }

        unit.CaptureTime = _time.GetUtcNow().UtcDateTime.AddTicks(-(now - unit.ArrivalTimestamp) / 100) + _options.TimeOffset;
    }

    private void Describe(VideoFrame frame)
    {
        frame.Timestamp = Math.Max(TimeOf(frame.Timestamp, frame.ArrivalTimestamp), _number == 0 ? long.MinValue : _position + 1);
        frame.Duration = FrameRate.IsKnown ? FrameRate.TimeOf(1) : frame.Duration;
        frame.ClockOrigin = _clock.Origin!.Value;
        frame.SourceName = Name;
        frame.Number = _number++;
        if (_losses.Reason is not null)
        {
            SourceGap gap = _losses.End(frame.Timestamp, frame.Number);
            _backOff.Reset();
            SourcesLog.Found(GiftGrabLog.Logger, Name, (gap.To - gap.From) / 1e9);
        }

        frame.LastGap = _losses.Last;
        _limits.LastFrame = _clock.Now;
        _position = frame.Timestamp;
        _duration = frame.Duration;
    }

    private void NoteFormat(VideoFrame frame)
    {
        var format = new LiveFormat(frame.Width, frame.Height, frame.Format, FrameRate);
        if (format != _format)
        {
            ChangeFormat(format);
        }
    }

    private void ChangeFormat(LiveFormat format)
    {
        if (_options.OnFormatChange == FormatChange.Stop)
        {
            throw new VideoSourceException($"{Name} changed from {_format} to {format} after {_number} frames, and was asked to stop then.");
        }

        string previous = _format.ToString();
        lock (_gate)
        {
            _format = format;
        }

        Tell(() => FormatChanged?.Invoke(this, new LiveFormatChangedEventArgs(previous, format.Width, format.Height, format.PixelFormat)));
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

        Tell(() => StateChanged?.Invoke(this, new LiveStateChangedEventArgs(previous, state, reason)));
    }

    private void Tell(Action raise)
    {
        try
        {
            raise();
        }
        catch (Exception exception)
        {
            SourcesLog.HandlerFailed(GiftGrabLog.Logger, Name, exception);
        }
    }
}
