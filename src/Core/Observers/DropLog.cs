namespace GiftGrab;

/// <summary>Remembers which units were dropped, as ranges. Allocates only when something is dropped.</summary>
internal sealed class DropLog
{
    private readonly Lock _lock = new();
    private readonly List<UnitRange> _ranges = [];
    private long _count;

    public long Count => Volatile.Read(ref _count);

    public void Add(long number)
    {
        lock (_lock)
        {
            _count++;
            if (_ranges.Count > 0 && _ranges[^1].Last + 1 == number)
            {
                _ranges[^1] = _ranges[^1] with { Last = number };
            }
            else
            {
                _ranges.Add(new UnitRange(number, number));
            }
        }
    }

    /// <summary>The ranges in ascending order.</summary>
    public IReadOnlyList<UnitRange> ToList()
    {
        UnitRange[] ranges;
        lock (_lock)
        {
            ranges = _ranges.ToArray();
        }

        if (ranges.Length > 1)
        {
            Array.Sort(ranges, static (one, other) => one.First.CompareTo(other.First));
        }

        return ranges;
    }
}
