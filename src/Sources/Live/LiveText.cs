using System.Globalization;

namespace GiftGrab;

/// <summary>Durations as messages write them.</summary>
internal static class LiveText
{
    public static string Seconds(TimeSpan value) => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.###} s");
}
