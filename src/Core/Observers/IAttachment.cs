namespace GiftGrab;

/// <summary>A range of unit numbers, both ends included.</summary>
/// <param name="First">The first number.</param>
/// <param name="Last">The last number.</param>
public readonly record struct UnitRange(long First, long Last);

/// <summary>An observer on a source: what it received, was delivered and dropped, exactly. Disposing detaches.</summary>
/// <remarks>May be read from any thread. At rest <c>Received = Delivered + Dropped</c>; while units wait in a
/// queue, <c>Received = Delivered + Dropped + Waiting</c> up to the one in flight.</remarks>
public interface IAttachment : IDisposable
{
    /// <summary>The observer's name: its type's, where it has none of its own.</summary>
    string ObserverName { get; }

    /// <summary>Units that the source handed over.</summary>
    long Received { get; }

    /// <summary>Units that the observer took without an exception.</summary>
    long Delivered { get; }

    /// <summary>Units that the observer never saw, or failed on.</summary>
    long Dropped { get; }

    /// <summary>Units that wait in the queue now; 0 for an inline attachment.</summary>
    int Waiting { get; }

    /// <summary>The numbers of the dropped units, in order of their dropping, adjacent ones joined.</summary>
    IReadOnlyList<UnitRange> DroppedRanges { get; }

    /// <summary>Drops what waits, and what comes from now on, and counts it. The observer is still told the end of its
    /// source, after the call that it is in: so that stopping takes no longer than that call.</summary>
    void GiveUp();

    /// <summary>Detaches without waiting: no unit comes from the next one on, and what waits is still delivered, however long that takes;
    /// <see cref="GiveUp"/> drops it.</summary>
    /// <returns>Done when the observer was told that it is detached; faulted with a <see cref="TimeoutException"/> where it has no queue
    /// and its call did not return in time.</returns>
    Task DetachAsync();
}
