using System.Globalization;

namespace GiftGrab.Cli;

/// <summary>Numbers as people read them.</summary>
internal static class Units
{
    /// <summary>Bytes, such as <c>1.2 MiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return unit == 0 ? $"{bytes} B" : string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {units[unit]}");
    }

    /// <summary>A time, such as <c>00:01:02.5</c>.</summary>
    public static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds / 100}");

    /// <summary>Bits a second, such as <c>2.0 Mb/s</c>.</summary>
    public static string BitRate(double bitsPerSecond) => bitsPerSecond >= 1e6
        ? string.Create(CultureInfo.InvariantCulture, $"{bitsPerSecond / 1e6:0.0} Mb/s")
        : string.Create(CultureInfo.InvariantCulture, $"{bitsPerSecond / 1e3:0} kb/s");

    /// <summary>Numbers, such as <c>30-89, 120</c>; the first of many.</summary>
    public static string Ranges(IReadOnlyList<UnitRange> ranges)
    {
        const int most = 10;
        IEnumerable<string> shown = ranges.Take(most).Select(range => range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}"));
        return string.Join(", ", shown) + (ranges.Count > most ? $" and {ranges.Count - most} more ranges" : string.Empty);
    }

    /// <summary>A time without sound, in seconds, as a sentence.</summary>
    public static string NoSound(double start, double end, string reason) =>
        string.Create(CultureInfo.InvariantCulture, $"no sound came from {start:0.000} s to {end:0.000} s: {reason}");

    /// <summary>A picture that was asked for and did not come, as a sentence.</summary>
    public static string NoSnapshot(TimeSpan time, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"no snapshot at {time.TotalSeconds:0.###} s: {what} ended before");

    /// <summary>Times, such as <c>from 2.000 to 4.250 s</c>; the first of many.</summary>
    public static string Gaps(IReadOnlyList<SidecarGap> gaps)
    {
        const int most = 5;
        IEnumerable<string> shown = gaps.Take(most).Select(gap => string.Create(CultureInfo.InvariantCulture, $"from {gap.Start:0.000} to {gap.End:0.000} s"));
        return string.Join(", ", shown) + (gaps.Count > most ? $" and {gaps.Count - most} more times" : string.Empty);
    }
}
