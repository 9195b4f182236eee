namespace GiftGrab.Interop;

/// <summary>A target that a source feeds.</summary>
internal readonly record struct TargetStep(ExportedTarget Target, long Handle);

/// <summary>In which order a source's frames come to targets and to batches of the host's observers.</summary>
/// <remarks>All batches are served by one call into the host, since a host may have to wait before it can take a call (Python
/// for its GIL). Targets between batches are fed after it, each with a frame that holds the pixels as they were there.
/// One delivery at a time.</remarks>
internal sealed unsafe class DeliveryPlan
{
    public static readonly DeliveryPlan Empty = new([]);

    private readonly Group _before;
    private readonly Group[] _groups;
    private readonly VideoFrame?[] _frames;

    // The host writes into it.
    private readonly Delivery[] _deliveries;

    /// <param name="steps">In order: below 0, the number of a batch of the host's observers, negated; else a target.</param>
    public DeliveryPlan(ReadOnlySpan<long> steps)
    {
        var groups = new List<(int Batch, List<TargetStep> Targets)> { (0, []) };
        foreach (long step in steps)
        {
            if (step < 0)
            {
                groups.Add(((int)-step, []));
            }
            else
            {
                groups[^1].Targets.Add(new TargetStep(HandleTable.Get<ExportedTarget>(step), step));
            }
        }

        _before = new Group(0, [.. groups[0].Targets]);
        _groups = [.. groups.Skip(1).Select(group => new Group(group.Batch, [.. group.Targets]))];
        _frames = new VideoFrame?[_groups.Length];
        _deliveries = GC.AllocateArray<Delivery>(_groups.Length, pinned: true);
    }

    public bool IsEmpty => _before.Targets.Length + _groups.Length == 0;

    // Not a lambda, whose memory would be taken with every frame.
    public bool Serves(ExportedTarget target)
    {
        foreach (Group group in _groups)
        {
            if (group.Holds(target))
            {
                return true;
            }
        }

        return _before.Holds(target);
    }

    /// <summary>Takes a frame to everybody.</summary>
    /// <param name="source">Whose frame it is.</param>
    /// <param name="original">The frame as the source gave it.</param>
    public void Run(ExportedSource source, VideoFrame original)
    {
        VideoFrame? packed = null;
        try
        {
            foreach (TargetStep target in _before.Targets)
            {
                packed ??= source.Format is { } wanted ? original.ToPacked(wanted) : null;
                source.Feed(this, target, packed ?? original);
            }

            if (_groups.Length > 0)
            {
                // A target before may still read; what the host's observers write is theirs and of those behind them alone.
                _frames[0] = packed is { HasSingleOwner: true }
                    ? packed.Retain()
                    : (packed ?? original).ToPacked(source.Format ?? original.Format);
                packed?.Dispose();
                packed = null;
                Serve(source);
            }
        }
        finally
        {
            packed?.Dispose();
            foreach (ref VideoFrame? frame in _frames.AsSpan())
            {
                frame?.Dispose();
                frame = null;
            }
        }
    }

    private void Serve(ExportedSource source)
    {
        VideoFrame first = _frames[0]!;
        for (int i = 0; i < _groups.Length; i++)
        {
            VideoFrame frame = _frames[i] ??= first.CreateLike();
            _deliveries[i] = new Delivery { Frame = FrameLease.Describe(frame.Retain()), Batch = _groups[i].Batch };
        }

        int shown = 0;
        if (HostCalls.TryBegin())
        {
            fixed (Delivery* deliveries = _deliveries)
            {
                shown = Host.Deliver(source.Handle, deliveries, _deliveries.Length);
            }

            HostCalls.End();
        }

        TakeBack();
        for (int i = 0; i < shown; i++)
        {
            foreach (TargetStep target in _groups[i].Targets)
            {
                source.Feed(this, target, _frames[i]!);
            }
        }
    }

    private void TakeBack()
    {
        for (int i = 0; i < _groups.Length; i++)
        {
            if (_deliveries[i].IsKept == 0)
            {
                HandleTable.Remove(_deliveries[i].Frame.Handle);
                _frames[i]!.Dispose();
            }
        }
    }

    /// <summary>A batch of the host's observers, and the targets behind it.</summary>
    private readonly record struct Group(int Batch, TargetStep[] Targets)
    {
        public bool Holds(ExportedTarget target)
        {
            foreach (TargetStep step in Targets)
            {
                if (step.Target == target)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
