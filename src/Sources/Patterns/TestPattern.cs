namespace GiftGrab;

/// <summary>A moving picture made by the library: colour bars, a ball, a ramp, digits, a flash at each full second.</summary>
/// <remarks>Every frame differs from every other; <see cref="PatternReader"/> reads from the picture which it is.</remarks>
public sealed class TestPattern : VideoSource
{
    private readonly TestPatternOptions _options;
    private readonly PatternSound? _sound;
    private volatile SubFrame? _part;

    internal TestPattern(TestPatternOptions options)
        : base(options.Name)
    {
        options.Check();
        _options = options;
        _sound = options.HasSound ? new PatternSound(options.Name, options.Pace.IsPaced) : null;
    }

    /// <inheritdoc/>
    public override int Width => _part?.Width ?? _options.Width;

    /// <inheritdoc/>
    public override int Height => _part?.Height ?? _options.Height;

    /// <inheritdoc/>
    public override PixelFormat Format => _options.Format;

    /// <inheritdoc/>
    public override FrameRate FrameRate => _options.FrameRate;

    /// <inheritdoc/>
    public override AudioSource? Audio => _sound;

    /// <inheritdoc/>
    public override bool IsLive => _options.Pace.IsPaced;

    /// <inheritdoc/>
    public override bool IsEndless => _options.FrameCount is null;

    /// <inheritdoc/>
    public override void SetSubFrame(int x, int y, int width, int height)
    {
        var part = new SubFrame(x, y, width, height);
        part.Check(_options.Width, _options.Height, PixelFormat.I420);
        _part = part;
    }

    /// <inheritdoc/>
    public override void GetFullFrame() => _part = null;

    private protected override void Run(CancellationToken stop)
    {
        using var preparation = new FramePreparation(_options.Pace, _options.Format, _options.TimeProvider);
        using var painter = new PatternPainter(_options.Width, _options.Height, _options.FrameRate);
        long last = _options.FrameCount ?? long.MaxValue;
        for (long number = 0; number < last; number++)
        {
            stop.ThrowIfCancellationRequested();
            VideoFrame frame = preparation.Prepare(Paint(painter, number), _part, stop);
            _sound?.Deliver(frame.Timestamp, frame.Timestamp + frame.Duration, frame.CaptureTime);
            Deliver(frame);
        }
    }

    private protected override void EndAudio(Exception? error) => _sound?.End(error);

    private protected override void Release()
    {
    }

    private VideoFrame Paint(PatternPainter painter, long number)
    {
        VideoFrame frame = painter.Paint(number, _options.FrameRate.TimeOf(number));
        frame.Number = number;
        frame.Timestamp = _options.FrameRate.TimeOf(number);
        frame.Duration = _options.FrameRate.TimeOf(number + 1) - frame.Timestamp;
        frame.SourceName = Name;
        return frame;
    }
}
