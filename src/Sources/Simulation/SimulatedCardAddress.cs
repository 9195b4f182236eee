using System.Globalization;

namespace GiftGrab;

/// <summary>Reads what stands behind <c>sim:</c>, such as <c>1920x1080@30,unplug=3,replug=5,size=8:640x480</c>.</summary>
internal static class SimulatedCardAddress
{
    private const string Allowed =
        "dvi, sdi, decklink-sdi-4k, decklink-4k-extreme-12g or WIDTHxHEIGHT, with or without @RATE, then any of format=NAME, sound, stereo, unplug=SECONDS, "
        + "replug=SECONDS, lose=SECONDS, restore=SECONDS, pause=SECONDS:FOR, size=SECONDS:WIDTHxHEIGHT, separated by commas";

    public static VideoSource Create(string target, SourceOptions options) =>
        VideoSourceFactory.Open(Make(target, Parse(target, options)), options);

    private static SimulatedCard Make(string target, SimulatedCardOptions card)
    {
        try
        {
            return new SimulatedCard(card);
        }
        catch (VideoSourceException exception)
        {
            // A simulated card is made of its address alone: only that can be wrong.
            throw new SourceAddressException($"\"sim:{target}\" is not possible: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the address.</summary>
    /// <exception cref="SourceAddressException">It is not understood.</exception>
    public static SimulatedCardOptions Parse(string target, SourceOptions options)
    {
        string[] parts = target.Split(',');
        try
        {
            SimulatedCardOptions card = ReadPicture(parts[0], options.Capture?.Size, new SimulatedCardOptions
            {
                Name = options.Name ?? $"sim:{parts[0]}",
                TimeProvider = options.TimeProvider,
            });
            card = card with { FrameRate = parts[0].Contains('@', StringComparison.Ordinal) ? card.FrameRate : options.FrameRate ?? card.FrameRate };
            foreach (string part in parts.Skip(1))
            {
                string[] pair = part.Split('=', 2);
                card = pair switch
                {
                    ["sound"] => card with { HasSound = true },
                    ["stereo"] => card with { IsStereo = true },
                    ["format", var name] => card with { Format = PixelFormat.Parse(name) },
                    [var kind, var value] => card with { Events = [.. card.Events, ReadEvent(kind, value)] },
                    _ => throw new FormatException($"\"{part}\" is not known"),
                };
            }

            SourceChecks.RequireSame($"sim:{target}", "rate", card.FrameRate, options.FrameRate, rate => $"{rate}");
            return card;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            // What a value may be is known where it is read, and is all that helps then.
            string reason = exception.Message.TrimEnd('.');
            string allowed = reason.Contains("; allowed", StringComparison.Ordinal) ? string.Empty : $"; allowed are {Allowed}";
            throw new SourceAddressException($"The simulated card \"sim:{target}\" is not understood: {reason}{allowed}.", exception);
        }
    }

    private static SimulatedCardOptions ReadPicture(string text, (int Width, int Height)? size, SimulatedCardOptions card)
    {
        string[] nameAndRate = text.Split('@', 2);
        if (SimulatedDevices.Find(nameAndRate[0]) is { } device)
        {
            SimulatedCardOptions known = SimulatedDevices.OptionsOf(device);
            return size is null || size == (known.Width, known.Height)
                ? known with
                {
                    Name = card.Name,
                    TimeProvider = card.TimeProvider,
                    FrameRate = nameAndRate.Length == 1 ? known.FrameRate : FrameRate.Parse(nameAndRate[1]),
                }
                : throw new VideoSourceException($"{nameAndRate[0]} cannot deliver {size.Value.Width}x{size.Value.Height}; what it has is {known.Width}x{known.Height}.");
        }

        TestPatternOptions picture = TestPatternAddress.ReadPicture(text, TestPatternAddress.ReadSize(
            text, size, new TestPatternOptions { Width = card.Width, Height = card.Height, FrameRate = card.FrameRate }));
        return card with { Width = picture.Width, Height = picture.Height, FrameRate = picture.FrameRate };
    }

    private static SimulatedEvent ReadEvent(string kind, string value)
    {
        string[] parts = value.Split(':');
        return (kind, parts.Length) switch
        {
            ("unplug", 1) => new SimulatedEvent(ReadSeconds(value), SimulatedEventKind.Unplug),
            ("replug", 1) => new SimulatedEvent(ReadSeconds(value), SimulatedEventKind.Replug),
            ("lose", 1) => new SimulatedEvent(ReadSeconds(value), SimulatedEventKind.SignalLoss),
            ("restore", 1) => new SimulatedEvent(ReadSeconds(value), SimulatedEventKind.SignalReturn),
            ("pause", 2) => new SimulatedEvent(ReadSeconds(parts[0]), SimulatedEventKind.Pause) { Duration = ReadSeconds(parts[1]) },
            ("size", 2) => new SimulatedEvent(ReadSeconds(parts[0]), SimulatedEventKind.FormatChange) { Size = ReadSize(parts[1]) },
            ("sound" or "stereo", _) => throw new FormatException($"\"{kind}\" takes no value such as \"{value}\""),
            _ => throw new FormatException($"\"{kind}={value}\" is not known"),
        };
    }

    private static (int Width, int Height) ReadSize(string text)
    {
        TestPatternOptions picture = TestPatternAddress.ReadPicture(text, new TestPatternOptions());
        try
        {
            picture.Check("A simulated card");
        }
        catch (VideoSourceException exception)
        {
            throw new FormatException(exception.Message, exception);
        }

        return (picture.Width, picture.Height);
    }

    private static TimeSpan ReadSeconds(string text)
    {
        string number = text.EndsWith('s') ? text[..^1] : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds <= 1e6
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"\"{text}\" is no number of seconds");
    }
}
