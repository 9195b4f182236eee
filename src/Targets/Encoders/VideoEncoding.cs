namespace GiftGrab;

/// <summary>An open encoder of pictures at work: formats, times and counts around it.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed class VideoEncoding : IDisposable
{
    private readonly Encoder _encoder;
    private readonly EncoderCounters _counters;
    private readonly Action<VideoFrame>? _frameEncoding;
    private readonly FrameTimes _times = new();
    private readonly FrameTicks _ticks;
    private readonly int _ticksPerFrame;
    private VideoFrame? _previous;
    private long _packetNumber;
    private bool _isFirst = true;

    public VideoEncoding(Encoder encoder, VideoEncoderPlan plan, EncoderCounters counters, Action<VideoFrame>? frameEncoding)
    {
        _frameEncoding = frameEncoding;
        _encoder = encoder;
        _counters = counters;
        Plan = plan;
        int ticksPerSecond = encoder.Stream.TimeBase.den;
        _ticks = new FrameTicks(plan.FrameRate, ticksPerSecond, plan.Timing);
        _ticksPerFrame = (int)Math.Max(1, FrameClock.ToTicks(plan.FrameRate.TimeOf(1), ticksPerSecond));
    }

    public VideoEncoderPlan Plan { get; }

    public EncodedStream Stream => _encoder.Stream;

    /// <summary>Encodes a frame as often as the timing wants it.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="forceKey">Whether a group of pictures begins with it.</param>
    /// <param name="drain">Takes what came out: an encoder accepts no more while its packets wait.</param>
    public void Encode(VideoFrame frame, bool forceKey, Action<VideoEncoding> drain)
    {
        CheckShape(frame);
        _counters.FrameIn();
        if (Plan.Timing == FrameTiming.Variable)
        {
            Send(frame, _ticks.Variable(frame.Timestamp), forceKey);
            _counters.Adjusted(_ticks.Adjusted);
            return;
        }

        long repetitions = _ticks.Repetitions(frame.Timestamp, _isFirst);
        _isFirst = false;
        if (repetitions < 0)
        {
            _counters.Skipped();
            return;
        }

        for (long i = 0; i < repetitions; i++)
        {
            Send(_previous!, _ticks.Constant(), false);
            _counters.Repeated();
            drain(this);
        }

        Send(frame, _ticks.Constant(), forceKey);
        _previous?.Dispose();
        _previous = frame.Retain();
    }

    /// <summary>Takes the next packet; the caller disposes it. Null: none is ready.</summary>
    public unsafe EncodedPacket? TryTake(string sourceName)
    {
        EncodedPacket packet = EncodedPacket.Rent();
        try
        {
            if (!_encoder.TryReceive(packet))
            {
                packet.Dispose();
                return null;
            }

            (DateTime captureTime, long duration) = _times.Take(packet.Native->pts);
            packet.Native->duration = Plan.Timing == FrameTiming.Variable && duration > 0
                ? Math.Max(1, FrameClock.ToTicks(duration, _encoder.Stream.TimeBase.den))
                : _ticksPerFrame;
            packet.Describe(_encoder.Stream, _packetNumber++, sourceName);
            packet.CaptureTime = captureTime;
            _counters.PacketOut(packet);
            return packet;
        }
        catch
        {
            packet.Dispose();
            throw;
        }
    }

    public void Finish() => _encoder.Finish();

    public void Dispose()
    {
        _encoder.Dispose();
        _previous?.Dispose();
        _previous = null;
    }

    private void Send(VideoFrame frame, long time, bool forceKey)
    {
        _frameEncoding?.Invoke(frame);
        VideoFrame encoded = frame.Format == Plan.PixelFormat ? frame : frame.ConvertTo(Plan.PixelFormat);
        _times.Add(time, frame.CaptureTime, frame.Duration);
        _encoder.Send(encoded.Native, time, forceKey);
    }

    private void CheckShape(VideoFrame frame)
    {
        if (frame.Width != Plan.Width || frame.Height != Plan.Height)
        {
            throw new VideoTargetException(
                $"The size of the pictures changed from {Plan.Width}x{Plan.Height} to {frame.Width}x{frame.Height} at frame {frame.Number}; "
                + "a recording keeps one size: begin a new one, or scale in a node before it.");
        }

        if (frame.Format != Plan.SourceFormat && Plan.IsLossless && !PixelFormatChoice.Keeps(frame.Format, Plan.PixelFormat))
        {
            throw new VideoTargetException(
                $"The pixel format changed from {Plan.SourceFormat} to {frame.Format} at frame {frame.Number}; "
                + $"{Plan.PixelFormat} does not keep it without loss: begin a new recording.");
        }
    }
}
