namespace GiftGrab;

/// <summary>The losses of a live source: the one it is in, and the gaps that the others left.</summary>
internal sealed class LiveLosses
{
    private readonly Lock _gate = new();
    private readonly List<SourceGap> _gaps = [];
    private long _from;
    private long _since;
    private long _substitutes;
    private long _nextSubstitute;

    /// <summary>Why the source is lost; <see langword="null"/> where it is not.</summary>
    public string? Reason { get; private set; }

    /// <summary>The loss that lasts, as if it ended now. May be called from any thread.</summary>
    /// <param name="now">On the source's clock. A peer may have sent ahead of its time: the loss lasts as long as it does all the
    /// same.</param>
    /// <param name="processNow">On the process's monotonic clock.</param>
    /// <param name="number">The number of the next frame.</param>
    public SourceGap? Present(long now, long processNow, long number)
    {
        lock (_gate)
        {
            return Reason is null ? null : new SourceGap(_from, Math.Max(_from + Math.Max(0, processNow - _since), now), number, _substitutes, Reason);
        }
    }

    /// <summary>Before when no frame may be that comes now: the loss began there.</summary>
    public long Earliest => Reason is null ? long.MinValue : _from;

    /// <summary>The newest gap.</summary>
    public SourceGap? Last { get; private set; }

    /// <summary>The gaps so far, oldest first. May be read from any thread.</summary>
    public IReadOnlyList<SourceGap> ToList()
    {
        lock (_gate)
        {
            return [.. _gaps];
        }
    }

    /// <summary>A loss begins.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="from">The end of the last frame on the source's clock: what stands in begins there.</param>
    /// <param name="since">The same on the process's monotonic clock.</param>
    public void Begin(string reason, long from, long since)
    {
        lock (_gate)
        {
            Reason = reason;
            _from = from;
            _since = since;
            _substitutes = 0;
        }

        _nextSubstitute = from;
    }

    /// <summary>The loss ends with a frame.</summary>
    public SourceGap End(long timestamp, long number)
    {
        var gap = new SourceGap(_from, timestamp, number, _substitutes, Reason!);

        // In one step: whoever sees no loss any more finds its gap.
        lock (_gate)
        {
            Reason = null;
            return Add(gap);
        }
    }

    /// <summary>Adds a gap that was no loss while it lasted.</summary>
    public SourceGap Add(SourceGap gap)
    {
        lock (_gate)
        {
            _gaps.Add(gap);
        }

        return Last = gap;
    }

    /// <summary>What is left until the next frame that stands in, of a source that is lost.</summary>
    /// <param name="now">On the source's clock.</param>
    public TimeSpan UntilSubstitute(long now) => TimeSpan.FromTicks(Math.Max(1, (_nextSubstitute - now + 99) / 100));

    /// <summary>Whether a frame that stands in is due, of a source that is lost; it counts where it is.</summary>
    /// <param name="now">On the source's clock.</param>
    /// <param name="rate">The source's.</param>
    public bool TakeSubstitute(long now, FrameRate rate)
    {
        if (now < _nextSubstitute)
        {
            return false;
        }

        // What a slow attempt to connect held up is not made up for: nobody needs a burst of stills.
        long interval = rate.IsKnown ? rate.TimeOf(1) : 40_000_000;
        _nextSubstitute = now - _nextSubstitute > interval ? now + interval : _nextSubstitute + interval;
        _substitutes++;
        return true;
    }
}
