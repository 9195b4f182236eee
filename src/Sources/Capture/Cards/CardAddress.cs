using System.Globalization;
using System.Text.RegularExpressions;

namespace GiftGrab;

/// <summary>Reads the address of a card, such as <c>v4l2:/dev/video0@60,size=1920x1080,format=mjpeg,input=1</c>.</summary>
internal static partial class CardAddress
{
    private const string Allowed = "DEVICE[@RATE], then any of size=WIDTHxHEIGHT, format=NAME, input=N, separated by commas";

    /// <summary>The kinds of cards, by FFmpeg's names. Only Video4Linux has been run.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["v4l2", "decklink", "dshow", "avfoundation"];

    public static VideoSource Create(string kind, string target, SourceOptions options) =>
        new LiveSource(new CardConnector(Parse(kind, target, options), options), options);

    /// <summary>Reads the address over the options that hold where it says nothing.</summary>
    public static CardMode Parse(string kind, string target, SourceOptions options)
    {
        Match match = Form().Match(target);
        if (!match.Success)
        {
            throw NotUnderstood(kind, target, "it names no device");
        }

        try
        {
            var mode = new CardMode(
                kind,
                match.Groups["device"].Value,
                options.Capture?.Size,
                match.Groups["rate"].Success ? FrameRate.Parse(match.Groups["rate"].Value) : options.FrameRate,
                null,
                null);
            foreach (string part in match.Groups["more"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                mode = part.Split('=', 2) switch
                {
                    ["size", var size] => mode with { Size = CaptureSize.Parse(size) },
                    ["format", { Length: > 0 } format] => mode with { Format = CardFormats.Find(format) ?? format },
                    ["input", var input] => mode with { Input = NumberOf(input) },
                    _ => throw NotUnderstood(kind, target, $"\"{part}\" is not known"),
                };
            }

            SourceChecks.RequireSame($"{kind}:{target}", "size", mode.Size ?? default, options.Capture?.Size, CaptureSize.Text);
            SourceChecks.RequireSame($"{kind}:{target}", "rate", mode.FrameRate ?? default, options.FrameRate, rate => $"{rate}");
            return mode;
        }
        catch (FormatException exception)
        {
            throw NotUnderstood(kind, target, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static int NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new FormatException($"\"{text}\" is no number of an input; allowed are 0 and up");

    private static SourceAddressException NotUnderstood(string kind, string target, string reason, Exception? cause = null) =>
        new($"The card \"{kind}:{target}\" is not understood: {reason}; allowed are {Allowed}.", cause);

    [GeneratedRegex(@"^(?<device>[^,@]+)(@(?<rate>[^,]+))?(,(?<more>.*))?$")]
    private static partial Regex Form();
}
