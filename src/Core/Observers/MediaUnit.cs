using System.Runtime.CompilerServices;

namespace GiftGrab;

/// <summary>What flows from sources to observers: a picture, a block of sound or an encoded packet.</summary>
/// <remarks>
/// <para>A unit is a reference-counted view of pooled native memory. It is valid while <c>OnNext</c> runs;
/// <c>Retain()</c> keeps it longer and <see cref="Dispose"/> gives it back. Fan-out to any number of
/// observers copies nothing.</para>
/// <para>Reference counting may be done from any thread. A unit whose count is zero raises
/// <see cref="ObjectDisposedException"/> on use.</para>
/// </remarks>
public abstract class MediaUnit : IDisposable
{
    private static long _outstanding;
    private int _references;

    private protected MediaUnit()
    {
    }

    /// <summary>How many units of the process have not been given back. A test that ends with more than it began with leaks.</summary>
    public static long Outstanding => Volatile.Read(ref _outstanding);

    /// <summary>The position in the source's sequence, from 0. Numbers that an observer does not see were dropped.</summary>
    public long Number { get; internal set; }

    /// <summary>Nanoseconds since the source's start, on a clock that never runs backwards.</summary>
    public long Timestamp { get; internal set; }

    /// <summary>How long the unit lasts, in nanoseconds; 0 where unknown.</summary>
    public long Duration { get; internal set; }

    /// <summary>When the unit was captured (for a file: read), in UTC.</summary>
    public DateTime CaptureTime { get; internal set; }

    /// <summary>When a live source's unit reached this process, in nanoseconds of the process's monotonic clock
    /// (<see cref="TimeProvider.GetTimestamp"/>), which all sources share; 0 where the unit was not live.</summary>
    public long ArrivalTimestamp { get; internal set; }

    /// <summary>When the sender of a network stream says that it captured the unit, in UTC on the sender's own wall clock, which need not
    /// be right: RTSP and RTP tell it in sender reports, from the first one on. <see langword="null"/> where nothing was told.</summary>
    public DateTime? SenderTime { get; internal set; }

    /// <summary>The process's monotonic clock at <see cref="Timestamp"/> 0, in nanoseconds: it puts units of two sources side by
    /// side. 0 where the source does not run in real time, or shares the clock of the pictures that it goes with.</summary>
    internal long ClockOrigin { get; set; }

    /// <summary>The name of the source that made it.</summary>
    public string SourceName { get; internal set; } = string.Empty;

    /// <summary>Gives one reference back; the last one returns the memory to its pool.</summary>
    /// <exception cref="ObjectDisposedException">More references were given back than were taken.</exception>
    public void Dispose()
    {
        int left = Interlocked.Decrement(ref _references);
        if (left == 0)
        {
            Interlocked.Decrement(ref _outstanding);
            Recycle();
        }
        else if (left < 0)
        {
            Interlocked.Increment(ref _references);
            throw new ObjectDisposedException(GetType().Name, "More references were given back than were taken.");
        }
    }

    /// <summary>Whether nobody but the caller reads this unit, now or later.</summary>
    internal bool HasSingleOwner => Volatile.Read(ref _references) == 1;

    internal void AddReference()
    {
        int now = Interlocked.Increment(ref _references);
        if (now <= 1)
        {
            Interlocked.Decrement(ref _references);
            ThrowReturned();
        }
    }

    /// <summary>Takes over what says which unit this is: number, times and source.</summary>
    private protected void CopyIdentityFrom(MediaUnit other)
    {
        Number = other.Number;
        Timestamp = other.Timestamp;
        Duration = other.Duration;
        CaptureTime = other.CaptureTime;
        ArrivalTimestamp = other.ArrivalTimestamp;
        SenderTime = other.SenderTime;
        ClockOrigin = other.ClockOrigin;
        SourceName = other.SourceName;
    }

    private protected void ClearIdentity()
    {
        Number = 0;
        Timestamp = 0;
        Duration = 0;
        CaptureTime = default;
        ArrivalTimestamp = 0;
        SenderTime = null;
        ClockOrigin = 0;
        SourceName = string.Empty;
    }

    /// <summary>Hands the unit out of its pool with one reference.</summary>
    private protected void Activate()
    {
        Volatile.Write(ref _references, 1);
        Interlocked.Increment(ref _outstanding);
    }

    /// <summary>Returns memory and object to the pool; called when the last reference is gone.</summary>
    private protected abstract void Recycle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void EnsureHeld()
    {
        if (Volatile.Read(ref _references) <= 0)
        {
            ThrowReturned();
        }
    }

    private void ThrowReturned() => throw new ObjectDisposedException(
        GetType().Name,
        "It was given back to its pool; keep it beyond OnNext with Retain() and Dispose().");
}
