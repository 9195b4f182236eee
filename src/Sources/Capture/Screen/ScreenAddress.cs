using System.Globalization;
using System.Text.RegularExpressions;

namespace GiftGrab;

/// <summary>Reads what stands behind <c>screen:</c>, such as <c>:97.0+10,20@30,size=256x192,cursor=off</c>.</summary>
internal static partial class ScreenAddress
{
    private const string Allowed = "[DISPLAY][+X,Y][@RATE], then any of size=WIDTHxHEIGHT, cursor=on|off, separated by commas";
    private static readonly FrameRate UsualRate = new(30);

    public static VideoSource Create(string target, SourceOptions options) =>
        new LiveSource(new ScreenConnector(Parse(target, options)), options);

    /// <summary>Reads the address over the options that hold where it says nothing.</summary>
    public static ScreenRegion Parse(string target, SourceOptions options)
    {
        Match match = Form().Match(target);
        if (!match.Success)
        {
            throw NotUnderstood(target, "its form is another");
        }

        try
        {
            var region = new ScreenRegion(
                match.Groups["display"].Value is { Length: > 0 } display ? display : ScreenRegion.DefaultDisplay(),
                NumberOf(match.Groups["x"]),
                NumberOf(match.Groups["y"]),
                options.Capture?.Size,
                match.Groups["rate"].Success ? FrameRate.Parse(match.Groups["rate"].Value) : options.FrameRate ?? UsualRate,
                options.Capture?.ShowsCursor ?? true);
            foreach (string part in match.Groups["more"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries))
            {
                region = part.Split('=', 2) switch
                {
                    ["size", var size] => region with { Size = CaptureSize.Parse(size) },
                    ["cursor", "on"] => region with { ShowsCursor = true },
                    ["cursor", "off"] => region with { ShowsCursor = false },
                    _ => throw NotUnderstood(target, $"\"{part}\" is not known"),
                };
            }

            RequireNoOther($"screen:{target}", region, options);
            return region;
        }
        catch (FormatException exception)
        {
            throw NotUnderstood(target, exception.Message.TrimEnd('.'), exception);
        }
    }

    private static void RequireNoOther(string address, ScreenRegion region, SourceOptions options)
    {
        SourceChecks.RequireSame(address, "size", region.Size ?? default, options.Capture?.Size, CaptureSize.Text);
        SourceChecks.RequireSame(address, "rate", region.FrameRate, options.FrameRate, rate => $"{rate}");
        SourceChecks.RequireSame(address, "cursor", region.ShowsCursor, options.Capture?.ShowsCursor, shows => shows ? "on" : "off");
    }

    private static int NumberOf(Group group) =>
        !group.Success ? 0
        : int.TryParse(group.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number
        : throw new FormatException($"\"{group.Value}\" is no number of pixels");

    private static SourceAddressException NotUnderstood(string target, string reason, Exception? cause = null) =>
        new($"The screen \"screen:{target}\" is not understood: {reason}; allowed are {Allowed}.", cause);

    [GeneratedRegex(@"^(?<display>[^+,@]*)(\+(?<x>[^,@]+),(?<y>[^,@]+))?(@(?<rate>[^,]+))?(,(?<more>.*))?$")]
    private static partial Regex Form();
}
