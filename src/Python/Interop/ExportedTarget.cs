namespace GiftGrab.Interop;

/// <summary>A target as the host sees it: takes frames from any number of sources and from the host itself, and is finished
/// when the host says so.</summary>
internal sealed class ExportedTarget
{
    private readonly string _name;
    private readonly Task _completion;
    private readonly TargetFeed _feed;
    private readonly IAttachment _attachment;
    private readonly FrameRate _rate;
    private readonly int _capacity;
    private readonly Lock _gate = new();
    private long _last = -1;
    private long _offset;
    private long _appended;
    private bool _isFinished;
    private TargetSound? _sound;
    private int _width;
    private int _height;
    private PixelFormat _format;

    public ExportedTarget(VideoTarget target, FrameRate rate, int capacity)
        : this(target.Name, target.Name, target, target.Completion, rate, capacity) => Target = target;

    public ExportedTarget(ControlledRecorder recorder, string source, FrameRate rate, int capacity)
        : this(recorder.Name, source, recorder, recorder.Completion, rate, capacity) => Recorder = new ExportedRecorder(recorder);

    private ExportedTarget(string name, string source, IObserver<VideoFrame> observer, Task completion, FrameRate rate, int capacity)
    {
        _name = name;
        _completion = completion;
        _rate = rate;
        _capacity = capacity;

        // Frames that may be dropped are handed over at a full queue; the others wait for room before they are.
        Outputs = new ExportedOutputs(observer as VideoTarget);
        _feed = new TargetFeed(source, isLive: true);
        _attachment = _feed.Attach(observer);
    }

    /// <summary>Whether it failed while a source fed it, and was told so.</summary>
    public bool HasFailed { get; set; }

    /// <summary>What writes the file; <see langword="null"/> where a recorder writes one after the other.</summary>
    public VideoTarget? Target { get; }

    /// <summary>What is controlled; <see langword="null"/> where one file is written.</summary>
    public ExportedRecorder? Recorder { get; }

    /// <summary>What comes out of it.</summary>
    public ExportedOutputs Outputs { get; }

    /// <summary>Whether nothing is written any more.</summary>
    public bool IsFinished => _completion.IsCompleted;

    /// <summary>Frames that were handed over.</summary>
    public long Appended
    {
        get
        {
            lock (_gate)
            {
                return _appended;
            }
        }
    }

    private int Waiting => Recorder?.Waiting ?? _attachment.Waiting;

    /// <summary>Hands a frame over where the queue has room.</summary>
    /// <param name="frame">Stays the caller's.</param>
    /// <param name="mayDrop">Whether a frame that finds the queue full is dropped and counted.</param>
    /// <param name="timeout">How long to wait for room.</param>
    /// <returns>Whether it was handed over.</returns>
    /// <exception cref="VideoTargetException">The target failed or is finished, or the frame is not like the first one.</exception>
    public bool TryAppend(VideoFrame frame, bool mayDrop, TimeSpan timeout)
    {
        Check(frame);
        long start = TimeProvider.System.GetTimestamp();
        while (!mayDrop && Waiting >= _capacity)
        {
            if (TimeProvider.System.GetElapsedTime(start) > timeout)
            {
                return false;
            }

            Thread.Sleep(1);
            ThrowIfFailed();
        }

        lock (_gate)
        {
            _sound?.Follow(isLive: mayDrop);
            long time = Place(frame.Timestamp);
            if (time == frame.Timestamp)
            {
                _feed.Push(frame);
            }
            else
            {
                using VideoFrame moved = frame.ShareAt(time);
                _feed.Push(moved);
            }

            return true;
        }
    }

    /// <summary>Has sound come with the pictures, and frees it when nothing is written any more.</summary>
    public void Accompany(TargetSound sound)
    {
        _sound = sound;
        _completion.ContinueWith(_ => sound.Dispose(), TaskScheduler.Default);
    }

    /// <summary>Begins to finish the file; a second call changes nothing.</summary>
    /// <returns>Done when the file is complete; faulted where something failed.</returns>
    public Task Finish()
    {
        lock (_gate)
        {
            if (!_isFinished)
            {
                _isFinished = true;
                _feed.End();
            }
        }

        return _completion;
    }

    /// <summary>The time that a frame has which came without one: its number at the nominal rate.</summary>
    public long NextTime()
    {
        lock (_gate)
        {
            return _rate.TimeOf(_appended) - _offset;
        }
    }

    private void Check(VideoFrame frame)
    {
        ThrowIfFailed();
        lock (_gate)
        {
            if (_isFinished)
            {
                throw new VideoTargetException($"{_name} takes no more frames: it is finished.");
            }

            if (_appended == 0 && _width == 0)
            {
                (_width, _height, _format) = (frame.Width, frame.Height, frame.Format);
            }
            else if (frame.Width != _width || frame.Height != _height || frame.Format != _format)
            {
                throw new VideoTargetException(
                    $"{_name} cannot take a frame of {frame.Width}x{frame.Height} in {frame.Format.Name}: its first frame was {_width}x{_height} in {_format.Name}.");
            }
        }
    }

    /// <summary>Times must rise. Where a second source begins anew, its frames follow those before at the nominal rate.</summary>
    private long Place(long time)
    {
        if (_last >= 0 && time + _offset <= _last)
        {
            _offset = _last + _rate.TimeOf(1) - time;
        }

        _last = time + _offset;
        _appended++;
        return _last;
    }

    private void ThrowIfFailed()
    {
        if (_completion.Exception?.InnerException is { } failure)
        {
            throw new VideoTargetException(failure.Message, failure);
        }
    }
}
