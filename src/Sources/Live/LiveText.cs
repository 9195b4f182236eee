using System.Globalization;

namespace GiftGrab;

/// <summary>Durations as messages write them.</summary>
internal static class LiveText
{
    public static string Seconds(TimeSpan value) => string.Create(CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.###} s");

    /// <summary>Why a source is lost, for a sentence that has named it already.</summary>
    /// <param name="name">The source's name.</param>
    /// <param name="message">The sentence of its failure, which as a rule begins with it.</param>
    public static string ReasonOf(string name, string message) =>
        message.StartsWith($"{name} is lost: ", StringComparison.Ordinal) ? message[$"{name} is lost: ".Length..]
        : message.StartsWith($"{name} ", StringComparison.Ordinal) ? $"it {message[(name.Length + 1)..]}"
        : message;
}
