namespace GiftGrab;

/// <summary>A source that cannot wait and may falter: a card, a screen, a network stream.</summary>
/// <remarks>
/// It is connected when it is made, so that its size is known. When frames stop coming it connects again, with growing
/// waits, and goes on under the same numbers and times; every frame after a loss tells of it in
/// <see cref="VideoFrame.LastGap"/>. Timestamps are nanoseconds since the first frame. A file over HTTP is none that falters: it is not
/// <see cref="IsLive"/>, waits for its observers, and ends at its end.
/// </remarks>
public sealed class LiveSource : VideoSource, ILossy, ISimulated, ILiveUnits
{
    // Two times that are closer, as of what stood in and what came back, are one to containers that count milliseconds.
    private const long SmallestStep = 1_000_000;
    private readonly LiveLife _life;
    private readonly SourceOptions _asked;
    private readonly LiveClock _clock;
    private readonly LiveAudio? _audio;
    private readonly LossFiller _filler;
    private readonly Lock _gate = new();
    private LiveFormat _format;
    private volatile SubFrame? _part;
    private long _position;
    private long _duration;
    private long _number;
    private long _missed;
    private long _missedBefore;
    private ILiveConnection? _connection;

    /// <summary>Connects.</summary>
    /// <exception cref="VideoSourceException">The source is not there, or an option is not possible.</exception>
    internal LiveSource(ILiveConnector connector, SourceOptions options)
        : base(options.Name ?? connector.Name)
    {
        _asked = options;
        IsSimulated = connector.IsSimulated;
        _clock = new LiveClock(options.TimeProvider);
        _life = new LiveLife(this, connector, options.Live, options.Pace, options.TimeProvider);
        _filler = new LossFiller(_life.Options.WhileLost);
        _format = _life.Format;
        _audio = _life.AudioFormat is { } sound ? new LiveAudio(Name, sound, !_life.IsFinite) : null;
        FrameRate = _format.FrameRate;
    }

    /// <summary>Raised on the source's thread whenever <see cref="State"/> changes; what a handler throws is logged.</summary>
    public event EventHandler<LiveStateChangedEventArgs>? StateChanged
    {
        add => _life.StateChanged += value;
        remove => _life.StateChanged -= value;
    }

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
    public override bool IsLive => !_life.IsFinite;

    /// <inheritdoc/>
    public override bool IsEndless => !_life.IsFinite;

    /// <summary>Whether its device is simulated: a <see cref="SimulatedCard"/>.</summary>
    public bool IsSimulated { get; }

    /// <summary>Where the source is in its life.</summary>
    public LiveState State => _life.State;

    /// <summary>Why the source ended.</summary>
    public LiveEnd End => _life.End;

    /// <summary>How often frames came again after a loss.</summary>
    public long Reconnects => Gaps.Count;

    /// <summary>Parts of a million by which the sound's clock is faster than the process's, as far as known by now: the sound is
    /// stretched by so much; 0 without sound.</summary>
    public double SoundDrift => _audio?.Drift ?? 0;

    /// <summary>The times without pictures that are over, oldest first; the loss that the source is in, or ended in, is <see cref="PresentLoss"/>.</summary>
    public IReadOnlyList<SourceGap> Gaps => _life.Losses.ToList();

    /// <summary>Frames that the device made and that this machine did not fetch in time, so far: of cards, whose frames are numbered or
    /// come at a steady rate. They have no numbers here, and are in no attachment's counts.</summary>
    public long MissedFrames => Volatile.Read(ref _missed);

    /// <summary>The loss that it is in, or ended in, as if it ended now; <see langword="null"/> where frames come. May be read from any thread.</summary>
    public SourceGap? PresentLoss => _life.Losses.Present(TimeOf(ILiveConnection.NoDeviceTime, _clock.Now), _clock.Now, Volatile.Read(ref _number));

    /// <summary>When the first frame or sound came: nanoseconds of the process's monotonic clock, which all sources share;
    /// <see langword="null"/> before.</summary>
    public long? Origin => _clock.Origin;

    /// <inheritdoc/>
    string ILiveUnits.Kind => "picture";

    /// <inheritdoc/>
    bool ILiveUnits.WaitsThroughSilence => false;

    /// <inheritdoc/>
    long ILiveUnits.Position => _position + _duration;

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

    /// <inheritdoc/>
    void ILiveUnits.BeginConnection(ILiveConnection connection)
    {
        (_connection, _missedBefore) = (connection, _missed);
        _clock.BeginConnection(connection, _number == 0 ? long.MinValue : _position + _duration - Offset);
        _audio?.Interrupt();
    }

    /// <inheritdoc/>
    void ILiveUnits.EndConnection()
    {
    }

    /// <inheritdoc/>
    bool ILiveUnits.Take(VideoFrame? frame, AudioFrame? audio)
    {
        bool isLife = frame is not null;
        Take(audio);
        Take(frame);
        return isLife;
    }

    /// <inheritdoc/>
    TimeSpan ILiveUnits.UntilDue(long now) =>
        StandsIn ? _life.Losses.UntilSubstitute(TimeOf(ILiveConnection.NoDeviceTime, now)) : TimeSpan.MaxValue;

    /// <summary>Delivers a frame that stands in, where the source is lost and one is due.</summary>
    void ILiveUnits.Attend()
    {
        if (!StandsIn)
        {
            return;
        }

        long now = TimeOf(ILiveConnection.NoDeviceTime, _clock.Now);
        if (!_life.Losses.TakeSubstitute(now, FrameRate) || _filler.Make(Math.Max(now, _position + SmallestStep)) is not { } frame)
        {
            return;
        }

        frame.CaptureTime = _life.UtcNow + _life.Options.TimeOffset;
        frame.LastGap = _life.Losses.Last;
        frame.MissedFrames = _missed;
        frame.Number = _number++;
        _position = frame.Timestamp;
        Deliver(frame);
    }

    private protected override void Run(CancellationToken stop)
    {
        try
        {
            _life.Run(stop);
        }
        finally
        {
            _filler.Dispose();
        }
    }

    private protected override void EndAudio(Exception? error) => _audio?.End(error);

    private protected override void Release()
    {
        _life.Release();
        _audio?.Dispose();
    }

    private bool StandsIn => _life.Options.WhileLost != LossPicture.None && _life.Losses.Reason is not null;

    private long Offset => _life.Options.TimeOffset.Ticks * TimeSpan.NanosecondsPerTick;

    private long TimeOf(long device, long arrival) => _clock.TimeOf(device, arrival) + Offset;

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

        unit.CaptureTime = _life.UtcNow.AddTicks(-(now - unit.ArrivalTimestamp) / 100) + _life.Options.TimeOffset;
    }

    private void Describe(VideoFrame frame)
    {
        long earliest = _number == 0 ? long.MinValue : Math.Max(_position + SmallestStep, _life.Losses.Earliest);
        frame.Timestamp = Math.Max(TimeOf(frame.Timestamp, frame.ArrivalTimestamp), earliest);
        frame.Duration = FrameRate.IsKnown ? FrameRate.TimeOf(1) : frame.Duration;
        frame.ClockOrigin = _clock.Origin!.Value;
        frame.SourceName = Name;
        frame.Number = _number++;
        frame.MissedFrames = _missedBefore + _connection!.MissedFrames;
        _life.Came(frame.Timestamp, frame.Number, frame.MissedFrames - _missed);
        Volatile.Write(ref _missed, frame.MissedFrames);
        frame.LastGap = _life.Losses.Last;
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
        if (_life.Options.OnFormatChange == FormatChange.Stop)
        {
            throw new VideoSourceException($"{Name} changed from {_format} to {format} after {_number} frames, and was asked to stop then.");
        }

        string previous = _format.ToString();
        lock (_gate)
        {
            _format = format;
        }

        LiveLife.Tell(Name, () => FormatChanged?.Invoke(this, new LiveFormatChangedEventArgs(previous, format.Width, format.Height, format.PixelFormat)));
    }

    private LiveFormat Read()
    {
        lock (_gate)
        {
            return _format;
        }
    }
}
