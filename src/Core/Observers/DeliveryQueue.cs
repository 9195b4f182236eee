namespace GiftGrab;

/// <summary>A bounded ring between one source thread and one delivery thread.</summary>
/// <remarks>The lock guards indices only; neither the source nor the observer runs under it.</remarks>
internal sealed class DeliveryQueue<T>
    where T : MediaUnit
{
    private readonly object _gate = new();
    private readonly T?[] _ring;
    private readonly Func<QueueFullPolicy> _whenFull;
    private readonly DropLog _drops;
    private int _head;
    private int _count;
    private bool _closed;
    private bool _abandoned;

    public DeliveryQueue(int capacity, Func<QueueFullPolicy> whenFull, DropLog drops)
    {
        _ring = new T?[capacity];
        _whenFull = whenFull;
        _drops = drops;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a reference on the unit and queues it, or drops one by the policy.</summary>
    /// <returns>Whether a unit was dropped.</returns>
    public bool Enqueue(T unit)
    {
        T? evicted = null;
        lock (_gate)
        {
            while (_count == _ring.Length && _whenFull() == QueueFullPolicy.Block && !_closed && !_abandoned)
            {
                Monitor.Wait(_gate);
            }

            if (_closed || _abandoned || (_count == _ring.Length && _whenFull() == QueueFullPolicy.DropNewest))
            {
                _drops.Add(unit.Number);
                return true;
            }

            if (_count == _ring.Length)
            {
                evicted = Take();
                _drops.Add(evicted.Number);
            }

            unit.AddReference();
            _ring[(_head + _count) % _ring.Length] = unit;
            _count++;
            Monitor.PulseAll(_gate);
        }

        evicted?.Dispose();
        return evicted is not null;
    }

    /// <summary>Waits for the next unit, which the caller gives back; <see langword="null"/> when the queue is
    /// closed and empty.</summary>
    public T? Dequeue()
    {
        lock (_gate)
        {
            while (_count == 0 && !_closed)
            {
                Monitor.Wait(_gate);
            }

            if (_count == 0)
            {
                return null;
            }

            T unit = Take();
            Monitor.PulseAll(_gate);
            return unit;
        }
    }

    /// <summary>Lets what waits be delivered and accepts no more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Drops what waits, and from now on all that comes, and counts it. Whoever waits for the next unit waits for the end.</summary>
    /// <returns>How many were dropped.</returns>
    public int Abandon()
    {
        for (int dropped = 0; ; dropped++)
        {
            T? unit;
            lock (_gate)
            {
                _abandoned = true;
                Monitor.PulseAll(_gate);
                if (_count == 0)
                {
                    return dropped;
                }

                unit = Take();
                _drops.Add(unit.Number);
            }

            unit.Dispose();
        }
    }

    private T Take()
    {
        T unit = _ring[_head]!;
        _ring[_head] = null;
        _head = (_head + 1) % _ring.Length;
        _count--;
        return unit;
    }
}
