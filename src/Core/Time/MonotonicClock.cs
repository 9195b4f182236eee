namespace GiftGrab;

/// <summary>The clock of <see cref="MediaUnit.ArrivalTimestamp"/>, which all sources of a process share.</summary>
internal static class MonotonicClock
{
    /// <summary>The time now, in nanoseconds; it never runs backwards.</summary>
    public static long Now(TimeProvider time) => Rescale.Down(time.GetTimestamp(), 1_000_000_000, time.TimestampFrequency);
}
