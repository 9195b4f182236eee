namespace GiftGrab;

/// <summary>What can be wrong with a card, each in a sentence that says what is possible.</summary>
internal static class CardChecks
{
    /// <summary>Asks a Video4Linux node what it offers, and whether it offers what is asked.</summary>
    /// <exception cref="VideoSourceException">It is not there, may not be opened, does not capture, or offers no such thing.</exception>
    public static CardCapability Ask(CardMode mode)
    {
        if (!File.Exists(mode.Device))
        {
            string[] nodes = [.. CaptureNodes.Find().Select(node => $"{node.Path} ({node.Name})")];
            throw new DeviceNotFoundException(
                $"There is no device {mode.Device}; {(nodes.Length == 0 ? "this machine has no Video4Linux device" : $"here are {string.Join(", ", nodes)}")}.");
        }

        CardCapability card;
        try
        {
            card = Video4Linux.Ask(mode.Device)
                ?? throw new DeviceNotFoundException($"{mode.Device} gives no pictures: it is no Video4Linux device that captures.");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new VideoSourceException($"{mode.Device} may not be opened by this user; is it in the group video?", exception);
        }
        catch (IOException exception)
        {
            throw new DeviceOfflineException($"{mode.Device} cannot be opened: {IOErrors.Describe(exception)}.", exception);
        }

        if (mode.Input >= card.Inputs.Count)
        {
            throw new VideoSourceException($"{mode.Device} has no input {mode.Input}; its inputs are {string.Join(", ", card.Inputs.Select((name, i) => $"{i} ({name})"))}.");
        }

        return card;
    }

    /// <summary>The format that pictures are to come in, by FFmpeg's name; <see langword="null"/>: FFmpeg takes one.</summary>
    /// <remarks>FFmpeg by itself takes the first of its own list that the card has, be another one set or asked for.</remarks>
    /// <exception cref="VideoSourceException">The card has not what is asked, or FFmpeg does not read it.</exception>
    public static string? RequireFormat(CardMode mode, CardCapability card)
    {
        if (mode.Format is not { } asked)
        {
            return card.PresentFormat is { } present ? CardFormats.Find(present) : null;
        }

        string name = CardFormats.NameOf(asked);
        string[] allowed = [.. Readable(card).Formats.Select(format => format.Code)];
        if (allowed.Any(code => CardFormats.Find(code) == name))
        {
            return name;
        }

        string reason = card.Formats.Any(format => string.Equals(format.Code, asked, StringComparison.OrdinalIgnoreCase))
            ? $"offers {asked}, which FFmpeg does not read"
            : $"has no format {CardFormats.Describe(name)}";
        throw new VideoSourceException(
            $"{mode.Device} {reason}; {(allowed.Length == 0 ? "FFmpeg reads nothing that it offers" : $"allowed are {string.Join(", ", allowed)}")}.");
    }

    /// <exception cref="VideoSourceException">The card took something else.</exception>
    public static void RequireAsAsked(CardMode mode, LiveFormat found, CardCapability? card)
    {
        if (mode.Size is { } size && size != (found.Width, found.Height))
        {
            throw new VideoSourceException($"{mode.Device} has no pictures of {size.Width}x{size.Height}; {Offers(card)}.");
        }

        if (mode.FrameRate is { } rate && found.FrameRate.IsKnown && Math.Abs((rate.FramesPerSecond / found.FrameRate.FramesPerSecond) - 1) > 0.002)
        {
            throw new VideoSourceException($"{mode.Device} gives {found.FrameRate} pictures a second at {found.Width}x{found.Height}, not {rate}; {Offers(card)}.");
        }

        // Where the first code of a name does not suit a card, FFmpeg takes any other format.
        if (card is not null && mode.Format is { } format && PixelFormats.Find(format) is { } asked && asked != found.PixelFormat)
        {
            throw new VideoSourceException($"{mode.Device} gives {found.PixelFormat.Name} and not {format}, which FFmpeg cannot get from it; {Offers(card)}.");
        }
    }

    /// <summary>Makes the one sentence of a connection that failed.</summary>
    public static VideoSourceException Explain(CardMode mode, Exception failure, CardCapability? card) => failure switch
    {
        TimeoutException => new DeviceOfflineException($"{mode.Device} gives no picture: is a signal plugged in?", failure),
        FFmpegException { Function: "av_read_frame" } lost => new DeviceOfflineException($"{mode.Device} is lost: {lost.Reason}.", failure),
        FFmpegException busy when busy.Reason.Contains("busy", StringComparison.Ordinal) =>
            new DeviceOfflineException($"{mode.Device} is in use by another program.", failure),
        FFmpegException refused => new VideoSourceException($"{mode.Device} refuses what is asked of it: {refused.Reason}; {Offers(card)}.", failure),
        _ => new DeviceOfflineException($"{mode.Device} is lost: {failure.Message}", failure),
    };

    private static string Offers(CardCapability? card) => card is null
        ? "see what its maker says of it"
        : $"it offers {string.Join("; ", Readable(card).Describe())}";

    // What FFmpeg does not read is no help.
    private static CardCapability Readable(CardCapability card) => card with
    {
        Formats = [.. card.Formats.Where(format => CardFormats.Find(format.Code) is not null)],
    };
}
