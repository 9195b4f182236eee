namespace GiftGrab;

/// <summary>A connection to a simulated card: paints each frame when the card makes it.</summary>
internal sealed class SimulatedConnection : ILiveConnection
{
    // As a driver does, the card keeps some frames for a reader that is late: VIDEO_MAX_FRAME of linux/videodev2.h at most.
    private const int Buffered = 32;
    private readonly SimulatedCard _card;
    private readonly SimulatedCardOptions _options;
    private readonly Delay _delay;
    private PatternPainter? _painter;
    private (int Width, int Height) _painted;
    private long? _last;

    /// <exception cref="DeviceOfflineException">The card is pulled out.</exception>
    public SimulatedConnection(SimulatedCard card)
    {
        _card = card;
        _options = card.Options;
        card.Connect(1);
        _delay = new Delay(_options.TimeProvider);
    }

    /// <inheritdoc/>
    public LiveFormat Format => new(
        _options.Width, _options.Height * (_options.IsStereo ? 2 : 1), _options.Format, _options.FrameRate);

    /// <inheritdoc/>
    public bool HasSignal { get; private set; } = true;

    /// <inheritdoc/>
    public bool HasSteadyRate => true;

    /// <inheritdoc/>
    public long MissedFrames { get; private set; }

    /// <inheritdoc/>
    public AudioFormat? AudioFormat => _options.HasSound ? PatternBeep.Format : null;

    /// <inheritdoc/>
    public bool TryRead(TimeSpan timeout, CancellationToken stop, out VideoFrame? frame, out AudioFrame? audio)
    {
        (frame, audio) = (null, null);
        long start = _options.TimeProvider.GetTimestamp();
        while (true)
        {
            (long newest, bool hasPicture, bool hasSignal, TimeSpan now, int width, int height) = _card.Look();
            if (!hasPicture)
            {
                _last = newest;
            }

            bool isLost = HasSignal && !hasSignal;
            HasSignal = hasSignal;
            if (isLost)
            {
                return false;
            }

            if (!(newest <= _last))
            {
                long expected = _last + 1 ?? newest;
                long number = Math.Max(expected, newest - Buffered);
                MissedFrames += number - expected;
                _last = number;
                frame = Paint(number, width, height);
                audio = _options.HasSound ? PatternBeep.Create(TimeOf(number), TimeOf(number + 1)) : null;
                return true;
            }

            TimeSpan left = timeout - _options.TimeProvider.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            // Without a picture too it looks once a frame, as the card may be pulled out.
            TimeSpan untilNext = TimeSpan.FromTicks(TimeOf(newest + 1) / 100) - now;
            _delay.Wait(untilNext < left ? untilNext : left, stop);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _card.Connect(-1);
        _painter?.Dispose();
        _delay.Dispose();
    }

    private long TimeOf(long number) => _options.FrameRate.TimeOf(number);

    private VideoFrame Paint(long number, int width, int height)
    {
        if (_painter is null || _painted != (width, height))
        {
            _painter?.Dispose();
            _painter = new PatternPainter(width, height, _options.FrameRate);
            _painted = (width, height);
        }

        VideoFrame picture = _painter.Paint(number, TimeOf(number));
        VideoFrame frame = FramePreparation.InFormat(_options.IsStereo ? Stack(picture) : picture, _options.Format);
        frame.Timestamp = TimeOf(number);
        frame.StereoCount = _options.IsStereo ? 2 : 1;
        return frame;
    }

    private static VideoFrame Stack(VideoFrame eye)
    {
        using (eye)
        {
            VideoFrame both = VideoFrame.Create(eye.Width, eye.Height * 2, eye.Format, eye.Color);
            for (int plane = 0; plane < eye.PlaneCount; plane++)
            {
                ReadOnlySpan<byte> pixels = eye.GetPlane(plane);
                Span<byte> target = both.GetWritablePlane(plane);
                pixels.CopyTo(target);
                pixels.CopyTo(target[(both.GetStride(plane) * (eye.Height / (plane == 0 ? 1 : 2)))..]);
            }

            return both;
        }
    }
}
