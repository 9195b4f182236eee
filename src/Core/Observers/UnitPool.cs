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

    // One ring under a lock, as .NET's concurrent queue begins a new segment now and then however few units it holds.
    private readonly object _gate = new();
    private readonly Queue<T> _resting = new();
    private readonly Func<T> _create;

    public UnitPool(Func<T> create) => _create = create;

    public T Rent()
    {
        lock (_gate)
        {
            if (_resting.Count > Rest)
            {
                return _resting.Dequeue();
            }
        }

        return _create();
    }

    public void Return(T unit)
    {
        lock (_gate)
        {
            _resting.Enqueue(unit);
        }
    }
}
