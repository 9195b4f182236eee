namespace GiftGrab.Cli;

/// <summary>Counts what a source gives, and measures how fast, between two looks.</summary>
/// <remarks>Frames come on the source's thread; the looks on another.</remarks>
internal sealed class FrameMeter(TimeProvider time) : IObserver<VideoFrame>
{
    private readonly long _start = time.GetTimestamp();
    private long _frames;
    private long _position;
    private long _lastLook = time.GetTimestamp();
    private long _lastFrames;
    private long _lastPosition;

    /// <summary>Since the meter was made.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Frames so far.</summary>
    public long Frames => Volatile.Read(ref _frames);

    /// <summary>The end of the newest frame on the source's clock, in nanoseconds.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Frames a second and seconds of the source a second, since the last look.</summary>
    public (double Fps, double Speed) Look()
    {
        long now = time.GetTimestamp();
        long frames = Frames;
        long position = Position;
        double seconds = Math.Max(time.GetElapsedTime(_lastLook, now).TotalSeconds, 1e-6);
        (double, double) result = ((frames - _lastFrames) / seconds, Math.Max(0, position - _lastPosition) / 1e9 / seconds);
        (_lastLook, _lastFrames, _lastPosition) = (now, frames, position);
        return result;
    }

    public void OnNext(VideoFrame value)
    {
        Volatile.Write(ref _position, value.Timestamp + value.Duration);
        Volatile.Write(ref _frames, _frames + 1);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
