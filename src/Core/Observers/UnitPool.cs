using System.Collections.Concurrent;

namespace GiftGrab;

/// <summary>Keeps returned units for reuse, so that steady state allocates nothing.</summary>
/// <remarks>
/// First in, first out, and never below <see cref="Rest"/> resting units: a program that uses a unit after it
/// gave it back meets a zero count (and an exception) rather than somebody else's picture.
/// </remarks>
internal sealed class UnitPool<T>
    where T : MediaUnit
{
    private const int Rest = 8;
    private readonly ConcurrentQueue<T> _resting = new();
    private readonly Func<T> _create;
    private int _count;

    public UnitPool(Func<T> create) => _create = create;

    public T Rent()
    {
        if (Interlocked.Decrement(ref _count) >= Rest && _resting.TryDequeue(out T? unit))
        {
            return unit;
        }

        Interlocked.Increment(ref _count);
        return _create();
    }

    public void Return(T unit)
    {
        _resting.Enqueue(unit);
        Interlocked.Increment(ref _count);
    }
}
