namespace GiftGrab;

/// <summary>The times of a live source: one clock from the first frame on, however often it connects.</summary>
/// <remarks>
/// The device's own times say how far apart the units of a connection are; the process's monotonic clock says when each
/// connection began: by the device's time where that is on the same clock, else by the arrival of the first unit. A device whose clock jumps
/// is taken at its arrival from there on.
/// </remarks>
internal sealed class LiveClock(TimeProvider time)
{
    // A device may send late what it buffered, in a burst; only a jump of its own clock beyond this is none of that.
    private const long LongestJump = 5_000_000_000;
    private long? _anchor;
    private bool _hasProcessTimes;
    private bool _mayJump;
    private long _earliest;
    private long _anchorDevice;
    private long _lastDevice;
    private long _lastArrival;

    /// <summary>The monotonic clock at timestamp 0, in nanoseconds; <see langword="null"/> before the first unit.</summary>
    public long? Origin { get; private set; }

    /// <summary>The monotonic clock of the process, in nanoseconds.</summary>
    public long Now => MonotonicClock.Now(time);

    /// <summary>A new connection begins: its device's clock is another one.</summary>
    /// <param name="connection">It; the times of a file that lies elsewhere are true however far apart they are.</param>
    /// <param name="earliest">The end of what came before, which a peer that sent ahead of its time may have put into the future.</param>
    public void BeginConnection(ILiveConnection connection, long earliest)
    {
        _anchor = null;
        _hasProcessTimes = connection.HasProcessTimes;
        _mayJump = !connection.IsFinite;
        _earliest = earliest;
    }

    /// <summary>A unit's time since the first unit; may be below 0 for sound that was recorded before it.</summary>
    /// <param name="device">Its device's time, or <see cref="ILiveConnection.NoDeviceTime"/>.</param>
    /// <param name="arrival">When it arrived, on <see cref="Now"/>'s clock.</param>
    public long TimeOf(long device, long arrival)
    {
        bool isExact = _hasProcessTimes && device <= arrival && arrival - device < LongestJump;
        long captured = isExact ? device : arrival;
        Origin ??= captured;
        if (device == ILiveConnection.NoDeviceTime)
        {
            return arrival - Origin.Value;
        }

        // Sound and picture share the device's clock and come interleaved: a small step back is no jump.
        long step = device - _lastDevice;
        if (_anchor is null || (_mayJump && (step < -LongestJump || step - (arrival - _lastArrival) > LongestJump)))
        {
            _anchor = Math.Max(captured - Origin.Value, _earliest);
            _anchorDevice = device;
        }

        _lastDevice = device;
        _lastArrival = arrival;
        return _anchor.Value + device - _anchorDevice;
    }
}
