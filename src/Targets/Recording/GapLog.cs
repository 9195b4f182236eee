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
    private long _substitutes;
    private SourceGap? _final;
    private long _number;
    private long _begin;
    private long _end;

    /// <summary>Frames that the source's device made and that were not fetched in time.</summary>
    public long Missed => Volatile.Read(ref _missed);

    /// <summary>Notes what a frame tells; every frame after a gap does, so that the loss of some hides none.</summary>
    public void Add(VideoFrame frame)
    {
        SourceGap? before = _start is null ? frame.LastGap : _last;
        _missedBefore = _start is null ? frame.MissedFrames : _missedBefore;
        Volatile.Write(ref _missed, frame.MissedFrames - _missedBefore);
        _start ??= frame.Timestamp;
        Volatile.Write(ref _number, frame.Number);
        Volatile.Write(ref _begin, frame.Timestamp);
        Volatile.Write(ref _end, frame.Timestamp + frame.Duration);
        _last = frame.LastGap;
        Volatile.Write(ref _substitutes, frame.IsSubstitute ? _substitutes + 1 : 0);
        if (!ReferenceEquals(_last, before))
        {
            lock (_gate)
            {
                _gaps.Add(_last!);
            }
        }
    }

    /// <summary>Notes the loss in which the recording ends. It may be over by now: a source that is left goes on while what waits is
    /// encoded.</summary>
    public void End(ILossy? source)
    {
        SourceGap? gap = source?.PresentLoss ?? source?.Gaps.LastOrDefault(IsAtEnd);
        lock (_gate)
        {
            if (gap is not null && _start is not null && _final is null)
            {
                _gaps.Add(gap);
            }
        }
    }

    /// <summary>Notes the loss that the recording's last moment falls into, be it over by now or not. From any thread.</summary>
    /// <param name="source">The source.</param>
    /// <param name="end">Where the recording ends, on the source's clock.</param>
    /// <returns>Whether there is one.</returns>
    public bool EndAt(ILossy source, long end)
    {
        SourceGap? gap = source.PresentLoss is { } present && present.From < end ? present : source.Gaps.LastOrDefault(gap => gap.From < end);
        lock (_gate)
        {
            if (_final is null && gap is not null && gap.FirstFrame > (_last?.FirstFrame ?? -1))
            {
                _final = gap with { To = Math.Min(gap.To, end) };
            }

            return _final is not null;
        }
    }

    /// <summary>The gaps so far, in seconds from the recording's first picture.</summary>
    public IReadOnlyList<SidecarGap> ToList()
    {
        lock (_gate)
        {
            return
            [
                .. _gaps.Concat(_final is null ? [] : [_final with { Substitutes = Volatile.Read(ref _substitutes) }]).Select(gap => new SidecarGap
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

    // The newest picture may be one that stood in, and last longer than the loss.
    private bool IsAtEnd(SourceGap gap) =>
        gap.FirstFrame > Volatile.Read(ref _number) && gap.From <= Volatile.Read(ref _end) && Volatile.Read(ref _begin) < gap.To;

    private double Seconds(long timestamp) => (timestamp - _start!.Value) / 1e9;
}
