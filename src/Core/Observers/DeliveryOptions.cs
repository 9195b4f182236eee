namespace GiftGrab;

/// <summary>What a full delivery queue does with the next unit.</summary>
public enum QueueFullPolicy
{
    /// <summary>The source waits. Nothing is lost; for files, never for live sources.</summary>
    Block,

    /// <summary>The unit that waited longest is dropped and counted.</summary>
    DropOldest,

    /// <summary>The arriving unit is dropped and counted.</summary>
    DropNewest,
}

/// <summary>How an attachment is fed: on the source's thread, or through a queue and thread of its own.</summary>
public sealed record DeliveryOptions
{
    /// <summary>The capacity of a queue that says nothing else, in units.</summary>
    public const int DefaultCapacity = 8;

    private DeliveryOptions()
    {
    }

    /// <summary>On the source's thread: for observers that cost microseconds.</summary>
    public static DeliveryOptions Inline { get; } = new();

    /// <summary>The most units that wait; 0 means inline.</summary>
    public int Capacity { get; private init; }

    /// <summary>What happens to a unit that finds the queue full; <see langword="null"/> lets the source
    /// choose: a file blocks, a live source drops the newest.</summary>
    public QueueFullPolicy? WhenFull { get; private init; }

    /// <summary>Whether the observer runs on the source's thread.</summary>
    public bool IsInline => Capacity == 0;

    /// <summary>A bounded queue with a thread of its own.</summary>
    /// <param name="capacity">The most units that wait, 1 to 100,000.</param>
    /// <param name="whenFull">What happens to a unit that finds it full; <see langword="null"/>: as the source prefers.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is out of range.</exception>
    public static DeliveryOptions Queued(int capacity = DefaultCapacity, QueueFullPolicy? whenFull = null)
    {
        if (capacity is < 1 or > 100_000)
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, $"A delivery queue of {capacity} cannot be made; allowed are 1 to 100000.");
        }

        return new DeliveryOptions { Capacity = capacity, WhenFull = whenFull };
    }
}
