namespace GiftGrab;

/// <summary>A clock that counts in fractions of a second, as encoders and samples of sound do.</summary>
internal static class FrameClock
{
    /// <summary>Units a second of an encoder's clock, of which a whole number is one frame at the nominal rate: as many as fit, so that
    /// real times are kept to some microseconds.</summary>
    /// <param name="rate">The nominal rate.</param>
    /// <param name="most">The most that the encoder can count.</param>
    public static int TicksPerSecond(FrameRate rate, int most) =>
        rate.Numerator > most ? most : rate.Numerator * (most / rate.Numerator);

    /// <summary>When a unit of the clock begins, in whole nanoseconds.</summary>
    /// <remarks>In 64 bits the product overflows after two days of sound at 48 kHz.</remarks>
    public static long ToNanoseconds(long ticks, int ticksPerSecond) => Rescale.Down(ticks, 1_000_000_000, ticksPerSecond);

    /// <summary>A time in the clock's units, rounded to nearest.</summary>
    public static long ToTicks(long nanoseconds, int ticksPerSecond) => Rescale.Nearest(nanoseconds, ticksPerSecond, 1_000_000_000);
}
