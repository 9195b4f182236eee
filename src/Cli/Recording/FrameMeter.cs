namespace GiftGrab.Cli;

/// <summary>Counts what a source gives, and measures how fast, between two looks.</summary>
/// <remarks>Frames come on the source's thread; the looks on another.</remarks>
internal sealed class FrameMeter(TimeProvider time) : IObserver<VideoFrame>, IDisposable
{
    private readonly ManualResetEventSlim _hasFirst = new();
    private readonly long _start = time.GetTimestamp();
    private long _frames;
    private long _first;
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

    /// <summary>When the first frame came, in nanoseconds of the process's monotonic clock, which all sources share;
    /// <see langword="null"/> before.</summary>
    public long? FirstFrame => Volatile.Read(ref _first) is not 0 and var first ? first : null;

    /// <summary>Waits until a frame came, or none will.</summary>
    public void WaitForFirstFrame() => _hasFirst.Wait();

    public void OnNext(VideoFrame value)
    {
        if (_frames == 0)
        {
            Volatile.Write(ref _first, value.ArrivalTimestamp != 0 ? value.ArrivalTimestamp : MonotonicClock.Now(time));
            _hasFirst.Set();
        }

        Volatile.Write(ref _position, value.Timestamp + value.Duration);
        Volatile.Write(ref _frames, _frames + 1);
    }

    public void OnCompleted() => _hasFirst.Set();

    public void OnError(Exception error) => _hasFirst.Set();

    public void Dispose() => _hasFirst.Dispose();
}
