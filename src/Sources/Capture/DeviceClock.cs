namespace GiftGrab;

/// <summary>Brings the times of FFmpeg's capture devices onto the process's monotonic clock. Screens count on the system's wall clock,
/// Video4Linux on its monotonic one, and some drivers on the wall clock, too.</summary>
internal static class DeviceClock
{
    // What was captured in the future, or so long ago, is on another clock.
    private const long Oldest = 10_000_000_000;

    // The two clocks are read one after the other; where the system took the processor away in between, once more.
    private const long LongestReading = 50_000;
    private const int MostReadings = 5;

    /// <summary>When a unit was captured, on the process's monotonic clock; the device's own time where that is on neither clock.</summary>
    /// <param name="device">The device's time, in nanoseconds.</param>
    public static long ToProcessTime(long device)
    {
        long before = MonotonicClock.Now(TimeProvider.System);
        if (before - device is >= 0 and < Oldest)
        {
            return device;
        }

        long wall = 0;
        for (int reading = 0; reading < MostReadings; reading++)
        {
            before = MonotonicClock.Now(TimeProvider.System);
            wall = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
            if (MonotonicClock.Now(TimeProvider.System) - before < LongestReading)
            {
                break;
            }
        }

        return wall - device is >= 0 and < Oldest ? before - (wall - device) : device;
    }
}
