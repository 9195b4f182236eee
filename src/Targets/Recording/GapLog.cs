namespace GiftGrab;

/// <summary>Collects what a live source missed in the time of a recording: gaps, and single frames.</summary>
/// <remarks>One thread adds; any thread reads.</remarks>
internal sealed class GapLog
{
    private readonly Lock _gate = new();
    private readonly List<SourceGap> _gaps = [];
    private SourceGap? _last;
    private long? _start;
    private long _missedBefore;
    private long _missed;

    /// <summary>Frames that the source's device made and that were not fetched in time.</summary>
    public long Missed => Volatile.Read(ref _missed);

    /// <summary>Notes what a frame tells; every frame after a gap does, so that the loss of some hides none.</summary>
    public void Add(VideoFrame frame)
    {
        SourceGap? before = _start is null ? frame.LastGap : _last;
        _missedBefore = _start is null ? frame.MissedFrames : _missedBefore;
        Volatile.Write(ref _missed, frame.MissedFrames - _missedBefore);
        _start ??= frame.Timestamp;
        _last = frame.LastGap;
        if (!ReferenceEquals(_last, before))
        {
            lock (_gate)
            {
                _gaps.Add(_last!);
            }
        }
    }

    /// <summary>Notes the loss in which the recording ends; <see langword="null"/>: none.</summary>
    public void End(SourceGap? present)
    {
        lock (_gate)
        {
            if (present is not null && _start is not null)
            {
                _gaps.Add(present);
            }
        }
    }

    /// <summary>The gaps so far, in seconds from the recording's first picture.</summary>
    public IReadOnlyList<SidecarGap> ToList()
    {
        lock (_gate)
        {
            return
            [
                .. _gaps.Select(gap => new SidecarGap
                {
                    Start = Seconds(gap.From),
                    End = Seconds(gap.To),
                    FirstFrame = gap.FirstFrame,
                    Substitutes = gap.Substitutes,
                    Reason = gap.Reason,
                }),
            ];
        }
    }

    private double Seconds(long timestamp) => (timestamp - _start!.Value) / 1e9;
}
