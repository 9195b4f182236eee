namespace GiftGrab;

/// <summary>The clock in which an encoder counts: a whole number of its units is one frame at the nominal rate.</summary>
internal static class FrameClock
{
    /// <summary>Units a second: as many as fit, so that real times are kept to some microseconds.</summary>
    /// <param name="rate">The nominal rate.</param>
    /// <param name="most">The most that the encoder can count.</param>
    public static int TicksPerSecond(FrameRate rate, int most) =>
        rate.Numerator > most ? most : rate.Numerator * (most / rate.Numerator);

    /// <summary>A time in the clock's units, rounded to nearest.</summary>
    public static long ToTicks(long nanoseconds, int ticksPerSecond) => Rescale.Nearest(nanoseconds, ticksPerSecond, 1_000_000_000);
}
