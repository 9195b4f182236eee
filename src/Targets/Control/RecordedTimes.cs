namespace GiftGrab;

/// <summary>Which times of the source are recorded, as its pictures and the commands between them say.</summary>
/// <remarks>Guarded by the recorder's lock.</remarks>
internal sealed class RecordedTimes(PauseGap gap)
{
    private readonly List<RecordedSpan> _spans = [];
    private RecordingSection? _section;
    private bool _isOpen;
    private long _skipped;
    private long _shift;
    private long _recordedEnd;
    private long _lastBegin = long.MinValue;
    private long _interval;

    /// <summary>Up to where the pictures have said what is recorded, in nanoseconds of the source.</summary>
    public long Decided { get; private set; } = long.MinValue;

    /// <summary>Where the newest recorded picture ends.</summary>
    public long RecordedEnd => _recordedEnd;

    /// <summary>Whether sound will ask for the times.</summary>
    public bool HasSound { get; set; }

    /// <summary>The recorded times, oldest first, as far as the sound has not passed them.</summary>
    public List<RecordedSpan> Spans => _spans;

    /// <summary>A picture is recorded.</summary>
    /// <returns>Nanoseconds by which it is moved forward.</returns>
    public long Record(VideoFrame frame, RecordingSection section)
    {
        long end = Measure(frame);
        bool isFirst = !ReferenceEquals(_section, section);
        if (isFirst)
        {
            _section = section;
            _shift = 0;
            section.Pauses.Begin(frame.Timestamp);
        }
        else if (_skipped > 0)
        {
            _shift += gap == PauseGap.Close ? frame.Timestamp - _recordedEnd : 0;
            section.Pauses.Add(_recordedEnd, frame, _skipped, gap == PauseGap.Close);
        }

        if (!_isOpen)
        {
            // Nothing was skipped: the pause fell between two frames, and the sound goes on where it was.
            long begin = isFirst || _skipped > 0 ? frame.Timestamp : _recordedEnd;
            if (!HasSound)
            {
                _spans.Clear();
            }

            _spans.Add(new RecordedSpan(section, begin, long.MaxValue, _shift));
            _isOpen = true;
        }

        _skipped = 0;
        _recordedEnd = end;
        return _shift;
    }

    /// <summary>A picture is not recorded.</summary>
    public void Skip(VideoFrame frame)
    {
        Measure(frame);
        Pause();
        _skipped++;
    }

    /// <summary>The pictures recorded so far are all, for now.</summary>
    public void Pause()
    {
        if (_isOpen)
        {
            _isOpen = false;
            _spans[^1] = _spans[^1] with { End = _recordedEnd };
        }
    }

    private long Measure(VideoFrame frame)
    {
        if (_lastBegin != long.MinValue)
        {
            _interval = Math.Max(0, frame.Timestamp - _lastBegin);
        }

        _lastBegin = frame.Timestamp;
        long end = frame.Timestamp + (frame.Duration > 0 ? frame.Duration : _interval);
        Decided = Math.Max(Decided, end);
        return end;
    }
}
