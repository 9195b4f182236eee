namespace GiftGrab.Cli;

/// <summary>Reads how long or how large something is: the files of a recording that is split, or a ring.</summary>
internal static class SliceText
{
    /// <summary>What ends a size; a small m is minutes.</summary>
    private const string SizeUnits = "BbkKMGgTt";

    /// <summary>Reads <c>2s</c>, <c>5m</c> or <c>00:10</c>, sizes such as <c>100MB</c> or <c>2G</c>, and numbers of frames such as <c>90f</c>.</summary>
    /// <param name="what">What the size is of, for the message.</param>
    /// <param name="text">The size.</param>
    /// <param name="takesFrames">Whether it may be a number of frames.</param>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static (TimeSpan? Duration, long? Bytes, int? Frames) Parse(string what, string text, bool takesFrames = false)
    {
        try
        {
            bool hasLetter = text.Any(char.IsAsciiLetter) || text.Contains(':', StringComparison.Ordinal);
            return !hasLetter ? throw new FormatException()
                : SizeUnits.Contains(text[^1], StringComparison.Ordinal) ? (null, Positive(SizeText.Parse(what, text)), null)
                : takesFrames && text.EndsWith('f') ? (null, null, (int)NumberText.Parse(what, text[..^1], 1, int.MaxValue))
                : (DurationText.Parse(what, text), null, null);
        }
        catch (FormatException exception)
        {
            string frames = takesFrames ? ", a number of frames such as 90f" : string.Empty;
            throw new FormatException(
                $"The {what} \"{text}\" is not usable; allowed are a time such as 2s or 5m{frames}, and a size such as 500k, 100MB or 2G{(takesFrames ? string.Empty : ", command, or 0 for one file")}.",
                exception);
        }
    }

    private static long Positive(long bytes) => bytes > 0 ? bytes : throw new FormatException();
}
