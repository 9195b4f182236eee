namespace GiftGrab;

/// <summary>Which part of what a ring gets a file is asked to hold. Times are in nanoseconds of the source.</summary>
/// <param name="Trigger">The moment that it is about.</param>
/// <param name="From">Where it begins at the latest; <see langword="null"/>: as <paramref name="Frames"/> says, or with all there is.</param>
/// <param name="Frames">How many pictures it has up to the trigger at least; <see langword="null"/>: as <paramref name="From"/> says.</param>
/// <param name="Until">Where it ends; <see langword="null"/>: not known yet.</param>
/// <param name="IsExact">Whether it begins there, rather than with the key frame at or before it.</param>
internal readonly record struct RingSpan(long Trigger, long? From, int? Frames, long? Until, bool IsExact)
{
    /// <summary>What <see cref="PacketRing.Save"/> was asked for. Where nothing is said of the time before, it is what the ring
    /// was asked to keep, by time or by number.</summary>
    /// <param name="save">What was asked of the file.</param>
    /// <param name="ring">What was asked of the ring.</param>
    /// <param name="now">The newest picture.</param>
    public static RingSpan Of(RingSaveOptions save, RingOptions ring, long now)
    {
        long trigger = save.At is { } at ? Nanoseconds(at) : now;
        TimeSpan? before = save.Before ?? ring.Duration;
        return new RingSpan(
            trigger,
            before is { } time ? trigger - Nanoseconds(time) : null,
            save.Before is null ? ring.Frames : null,
            save.After is { } after ? trigger + Nanoseconds(after) : null,
            save.ExactStart);
    }

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
