namespace GiftGrab;

/// <summary>Holds sound until the pictures of its time have said whether it is recorded, and cuts it there.</summary>
/// <remarks>Guarded by the recorder's lock.</remarks>
internal sealed class HeldSound(RecordedTimes times)
{
    /// <summary>Sound that is further ahead of the pictures than files interleave and decoders hold back, in nanoseconds: the
    /// pictures are lost, and it is recorded without them.</summary>
    private const long LongestHold = 3_000_000_000;

    private readonly Queue<AudioFrame> _blocks = new();
    private long _newest = long.MinValue;
    private long _position = long.MinValue;

    /// <summary>Whether nothing is held.</summary>
    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>Up to where sound has gone its way, in nanoseconds of the source.</summary>
    public long Position => _position;

    /// <summary>Takes a block, and a reference on it.</summary>
    public void Add(AudioFrame block)
    {
        _blocks.Enqueue(block.Retain());
        _newest = End(block);
    }

    /// <summary>The next piece that is recorded. Blocks that are not are given back on the way.</summary>
    /// <returns>Whether there is one now; its block is the caller's to give back where it is the last of it.</returns>
    public bool TryTake(out SoundPiece piece)
    {
        while (_blocks.TryPeek(out AudioFrame? block))
        {
            long end = End(block);
            long from = Math.Max(_position, block.Timestamp);
            bool waits = end > times.Decided && _newest - end < LongestHold;
            List<RecordedSpan> spans = times.Spans;
            while (spans.Count > 0 && spans[0].End <= from)
            {
                spans.RemoveAt(0);
            }

            if (spans.Count == 0 || spans[0].Begin >= end)
            {
                if (waits)
                {
                    break;
                }

                _position = end;
                _blocks.Dequeue().Dispose();
                continue;
            }

            RecordedSpan span = spans[0];
            long until = Math.Min(end, span.End);
            if (until == end && waits)
            {
                break;
            }

            _position = until;
            bool isLast = until == end;
            if (isLast)
            {
                _blocks.Dequeue();
            }

            if (TryCut(block, span, Math.Max(from, span.Begin), until, isLast, out piece))
            {
                return true;
            }

            if (isLast)
            {
                block.Dispose();
            }
        }

        piece = default;
        return false;
    }

    /// <summary>Gives back what is held.</summary>
    public void Clear()
    {
        while (_blocks.TryDequeue(out AudioFrame? block))
        {
            block.Dispose();
        }
    }

    private static bool TryCut(AudioFrame block, RecordedSpan span, long from, long until, bool isLast, out SoundPiece piece)
    {
        // Sound that went ahead of lost pictures may reach beyond the pause that closed behind them.
        from = Math.Max(from, span.Section.SoundEnd + span.Shift);
        int first = Samples(block, from - block.Timestamp);
        int count = Math.Min(Samples(block, until - block.Timestamp), block.SampleCount) - first;
        piece = new SoundPiece(block, first, count, span.Shift, span.Section, isLast);
        if (count > 0)
        {
            span.Section.SoundEnd = until - span.Shift;
        }

        return count > 0;
    }

    private static long End(AudioFrame block) => block.Timestamp + block.SampledLength;

    private static int Samples(AudioFrame block, long nanoseconds) =>
        (int)((nanoseconds * block.SampleRate + 500_000_000) / 1_000_000_000);
}
