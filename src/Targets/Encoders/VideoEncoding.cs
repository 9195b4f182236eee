namespace GiftGrab;

/// <summary>An open encoder of pictures at work: formats, times and counts around it.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class VideoEncoding : MediaEncoding
{
    private readonly KeyFrameRules _keyFrameRules;
    private readonly Action<VideoFrame>? _frameEncoding;
    private readonly FrameTimes _times = new();
    private readonly FrameTicks _ticks;
    private readonly int _ticksPerFrame;
    private readonly TimeLapse _lapse;
    private VideoFrame? _previous;
    private bool _isFirst = true;
    private bool _isKeyDue;
    private long _end;

    public VideoEncoding(
        Encoder encoder, VideoEncoderPlan plan, TimeLapse lapse, EncoderCounters counters, KeyFrameRules keyFrameRules,
        Action<VideoFrame>? frameEncoding)
        : base(encoder, counters)
    {
        _keyFrameRules = keyFrameRules;
        _frameEncoding = frameEncoding;
        _lapse = lapse;
        Plan = plan;
        int ticksPerSecond = encoder.Stream.TimeBase.den;
        _ticks = new FrameTicks(plan.FrameRate, ticksPerSecond, plan.Timing, lapse.Speed);
        _ticksPerFrame = (int)Math.Max(1, FrameClock.ToTicks(plan.FrameRate.TimeOf(1), ticksPerSecond));
    }

    public VideoEncoderPlan Plan { get; }

    /// <summary>Pictures whose packet has not been taken.</summary>
    public int HeldPictures => _times.Count;

    /// <summary>When the newest picture is shown, in the stream's time base.</summary>
    public long NewestTime => _times.Newest;

    /// <summary>Encodes a frame as often as the timing wants it.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="forceKey">Whether a group of pictures begins with it, or with the next one where it is left out.</param>
    /// <param name="drain">Takes what came out: an encoder accepts no more while its packets wait.</param>
    public void Encode(VideoFrame frame, bool forceKey, Action<MediaEncoding> drain)
    {
        CheckShape(frame);
        Counters.FrameIn();
        _isKeyDue |= forceKey;
        _end = frame.Timestamp + frame.Duration;
        if (!_lapse.Keeps())
        {
            Counters.Skipped();
            return;
        }

        long timestamp = _lapse.TimeOf(frame.Timestamp);
        if (Plan.Timing == FrameTiming.Variable)
        {
            Send(frame, _ticks.Variable(timestamp), _isKeyDue);
            _isKeyDue = false;
            Counters.Adjusted(_ticks.Adjusted);
            return;
        }

        long repetitions = _ticks.Repetitions(timestamp, _lapse.DurationOf(frame.Duration), _isFirst);
        _isFirst = false;
        if (repetitions < 0)
        {
            Counters.Skipped();
            return;
        }

        Repeat(repetitions, drain);
        Send(frame, _ticks.Constant(), _isKeyDue);
        _isKeyDue = false;
        _previous?.Dispose();
        _previous = frame.Retain();
    }

    /// <summary>Repeats the last frame up to a time, where the timing wants that. Nothing follows.</summary>
    /// <param name="end">In nanoseconds, on the clock of the frames; <see langword="null"/>: when the last frame ends.</param>
    /// <param name="drain">Takes what came out.</param>
    public void RepeatTo(long? end, Action<MediaEncoding> drain)
    {
        if (Plan.Timing == FrameTiming.Constant && _previous is not null)
        {
            Repeat(_ticks.Repetitions(_lapse.TimeOf(end ?? _end), duration: 0, isFirst: false), drain);
        }
    }

    /// <summary>Has the last packet be shown up to a time, where frames have their own times.</summary>
    /// <param name="packet">In the order of decoding: what is shown last may have come before it.</param>
    /// <param name="end">In nanoseconds, on the clock of the frames.</param>
    public unsafe void Lengthen(EncodedPacket packet, long end)
    {
        if (Plan.Timing == FrameTiming.Variable)
        {
            packet.Lengthen(FrameClock.ToTicks(_lapse.TimeOf(end), Stream.TimeBase.den) - packet.Native->pts);
        }
    }

    /// <summary>Whether a frame can be encoded as those before it.</summary>
    public bool Takes(VideoFrame frame) => IsSize(frame) && KeepsFormat(frame);

    public override void Dispose()
    {
        base.Dispose();
        _previous?.Dispose();
        _previous = null;
    }

    protected override unsafe void Complete(EncodedPacket packet)
    {
        long duration = 0;
        if (_times.Take(packet.Native->pts) is { } frame)
        {
            packet.CaptureTime = frame.CaptureTime;
            packet.SourceTimestamp = frame.Timestamp;
            duration = frame.Duration;
        }

        packet.Native->duration = Plan.Timing == FrameTiming.Variable && duration > 0
            ? Math.Max(1, FrameClock.ToTicks(duration, Stream.TimeBase.den))
            : _ticksPerFrame;
    }

    private void Repeat(long count, Action<MediaEncoding> drain)
    {
        for (long i = 0; i < count; i++)
        {
            Send(_previous!, _ticks.Constant(), false);
            Counters.Repeated();
            drain(this);
        }
    }

    private void Send(VideoFrame frame, long time, bool forceKey)
    {
        _frameEncoding?.Invoke(frame);
        VideoFrame encoded = frame.Format == Plan.PixelFormat ? frame : frame.ConvertTo(Plan.PixelFormat);
        _times.Add(time, frame, _lapse.DurationOf(frame.Duration));
        bool wanted = _keyFrameRules.WantKeyFrame(EncodedPacket.Nanoseconds(time, Stream.TimeBase), frame.Number);
        Encoder.Send(encoded.Native, time, forceKey || wanted);
    }

    private bool IsSize(VideoFrame frame) => frame.Width == Plan.Width && frame.Height == Plan.Height;

    private bool KeepsFormat(VideoFrame frame) =>
        frame.Format == Plan.SourceFormat || !Plan.IsLossless || PixelFormatChoice.Keeps(frame.Format, Plan.PixelFormat);

    private void CheckShape(VideoFrame frame)
    {
        if (!IsSize(frame))
        {
            throw new VideoTargetException(
                $"The size of the pictures changed from {Plan.Width}x{Plan.Height} to {frame.Width}x{frame.Height} at frame {frame.Number}; "
                + "a recording keeps one size: begin a new one, or give it a size (VideoEncoderOptions.Size, --output-size) that pictures are scaled to.");
        }

        if (!KeepsFormat(frame))
        {
            throw new VideoTargetException(
                $"The pixel format changed from {Plan.SourceFormat} to {frame.Format} at frame {frame.Number}; "
                + $"{Plan.PixelFormat} does not keep it without loss: begin a new recording.");
        }
    }
}
