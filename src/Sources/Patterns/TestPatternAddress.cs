using System.Globalization;

namespace GiftGrab;

/// <summary>Reads what stands behind <c>test:</c>, such as <c>1920x1080@30,format=nv12,frames=300,sound,pace=off</c>.</summary>
internal static class TestPatternAddress
{
    private const string Allowed =
        "WIDTHxHEIGHT@RATE, then any of format=NAME, frames=N, duration=SECONDS, sound, pace=off|real|RATE, separated by commas";

    public static VideoSource Create(string target, SourceOptions options)
    {
        TestPatternOptions pattern = Parse(target, ReadSize(target, options.Capture?.Size, new TestPatternOptions
        {
            Format = options.Format ?? PixelFormat.I420,
            FrameRate = options.FrameRate ?? new FrameRate(30),
            Pace = options.Pace ?? Pace.RealTime,
            TimeProvider = options.TimeProvider,
            Name = options.Name ?? "test",
        }));
        SourceChecks.RequireSame($"test:{target}", "format", pattern.Format, options.Format, format => format.Name);
        SourceChecks.RequireSame($"test:{target}", "rate", pattern.FrameRate, options.FrameRate, rate => $"{rate}");
        try
        {
            return VideoSourceFactory.CreateTestPattern(pattern);
        }
        catch (VideoSourceException exception)
        {
            // A pattern is made of its address alone: only that can be wrong.
            throw new SourceAddressException(exception.Message, exception);
        }
    }

    /// <summary>The options with the size that is asked for beside the address.</summary>
    /// <exception cref="SourceAddressException">The address names one itself.</exception>
    public static TestPatternOptions ReadSize(string target, (int Width, int Height)? size, TestPatternOptions pattern) =>
        size is not { } asked ? pattern
        : target.Length > 0 && char.IsAsciiDigit(target[0])
            ? throw new SourceAddressException($"{target} names a size and {asked.Width}x{asked.Height} is another; allowed is one of them.")
            : pattern with { Width = asked.Width, Height = asked.Height };

    /// <summary>Reads the address over the options that hold where it says nothing.</summary>
    public static TestPatternOptions Parse(string target, TestPatternOptions pattern)
    {
        string[] parts = target.Split(',');
        try
        {
            pattern = ReadPicture(parts[0], pattern);
            double? duration = null;
            foreach (string part in parts.Skip(1))
            {
                string[] pair = part.Split('=', 2);
                string value = pair.Length == 2 ? pair[1] : string.Empty;
                if (pair[0] == "duration")
                {
                    duration = ReadSeconds(value);
                    continue;
                }

                pattern = pair switch
                {
                    ["sound"] => pattern with { HasSound = true },
                    ["format", _] => pattern with { Format = PixelFormat.Parse(value) },
                    ["frames", _] => pattern with { FrameCount = ReadFrames(value) },
                    ["pace", _] => pattern with { Pace = Pace.Parse(value) },
                    _ => throw NotUnderstood(target, $"\"{part}\" is not known"),
                };
            }

            return duration is null ? pattern : pattern with { FrameCount = CountFrames(pattern.FrameRate, duration.Value) };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw NotUnderstood(target, exception.Message.TrimEnd('.'), exception);
        }
    }

    /// <summary>Reads <c>WIDTHxHEIGHT@RATE</c>, any part of which may be missing.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static TestPatternOptions ReadPicture(string text, TestPatternOptions pattern)
    {
        string[] picture = text.Split('@', 2);
        if (picture[0].Length > 0)
        {
            string[] size = picture[0].Split('x');
            if (size.Length != 2)
            {
                throw new FormatException($"\"{picture[0]}\" is no size");
            }

            pattern = pattern with { Width = ReadNumber(size[0]), Height = ReadNumber(size[1]) };
        }

        return picture.Length == 1 ? pattern : pattern with { FrameRate = FrameRate.Parse(picture[1]) };
    }

    private static int ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"\"{text}\" is no number of pixels");

    private static long ReadFrames(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new FormatException($"\"{text}\" is no number of frames");

    private static double ReadSeconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && double.IsFinite(seconds)
            ? seconds
            : throw new FormatException($"\"{text}\" is no number of seconds");

    private static long CountFrames(FrameRate rate, double seconds) =>
        checked((long)Math.Round(seconds * rate.FramesPerSecond));

    private static SourceAddressException NotUnderstood(string target, string reason, Exception? cause = null) =>
        new($"The test pattern \"test:{target}\" is not understood: {reason}; allowed are {Allowed}.", cause);
}
