using System.CommandLine;
using System.Text;

namespace GiftGrab.Cli;

/// <summary><c>giftgrab devices</c>: what is plugged into this machine.</summary>
internal sealed class DevicesCommand : CliCommand
{
    private readonly Option<bool> _json = Opt.Flag("--json", "one JSON object on standard output");

    public override string Name => "devices";

    public override string Summary => "List cameras, screens, microphones and encoding hardware";

    public override CommandHelp Help => new(
        ["devices [--json]"],
        "Lists what is on this machine: Video4Linux nodes, X11 screens, sound devices, and the hardware that encodes, each opened to find out.",
        [],
        [],
        [new OptionSection("Options", [_json])]);

    public override int Run(ParseResult given, CommandOutput output)
    {
        DevicesFact facts = Look();
        output.Result(given.GetValue(_json) ? CliJson.Line(facts, CliJson.Readable.DevicesFact) : Text(facts));
        return ExitCode.Done;
    }

    /// <summary>Looks at everything that is listed.</summary>
    public static DevicesFact Look() => new DevicesFact(
        [.. CaptureNodes.Find().Select(node => Describe(node, CaptureNodes.Ask(node.Path)))],
        Displays.Find(Environment.GetEnvironmentVariable("DISPLAY")),
        SoundDevices.Find(),
        [.. Capabilities.Devices.Select(Describe)]);

    private static CameraFact Describe(CaptureNode node, CardCapability? card) => new(
        node.Path,
        node.Name,
        node.IsAccessible,
        card?.Inputs ?? [],
        [.. (card?.Formats ?? []).Select(format => new CameraFormatFact(
            format.Code,
            format.Description,
            [.. format.Sizes.Select(size => new CameraSizeFact(size.ToString(), [.. size.FrameRates.Select(rate => rate.ToString())]))]))])
    {
        Summary = card is null ? [] : [.. card.Describe()],
    };

    private static HardwareFact Describe(HardwareDeviceCapability device) => new(
        device.Name,
        device.IsAvailable,
        device.Reason,
        device.IsAvailable ? [.. Encoders(device.Kind)] : []);

    private static IEnumerable<EncoderFact> Encoders(HardwareAcceleration kind) => Capabilities.Codecs
        .SelectMany(Capabilities.Encoders)
        .Where(encoder => encoder.Hardware == kind)
        .Select(encoder => new EncoderFact(encoder.Name, encoder.Codec, encoder.IsAvailable, encoder.Reason));

    private static string Text(DevicesFact facts)
    {
        var text = new StringBuilder();
        Append(text, "Cameras and grabber cards (Video4Linux)", facts.Cameras.SelectMany(camera => (string[])
        [
            $"{camera.Path}  {camera.Name}{(camera.IsAccessible ? string.Empty : "  (not accessible: is this user in the group video?)")}",
            .. camera.Inputs.Select((input, i) => $"  input {i}: {input}"),
            .. camera.Summary.Select(line => $"  {line}"),
        ]));
        Append(text, "Screens (X11)", facts.Screens.Select(screen =>
            $"{screen.Name}{(screen.IsCurrent ? "  (DISPLAY)" : string.Empty)}{(screen.Answers ? string.Empty : "  (no server answers)")}"));
        Append(text, "Sound (PulseAudio, ALSA)", facts.Sounds.Select(sound =>
            $"{sound.Address}  {sound.Description}{(sound.IsDefault ? "  (the default)" : string.Empty)}"));
        Append(text, "Encoding hardware", facts.Hardware.SelectMany(device => (string[])
        [
            $"{device.Name,-6} {(device.Works ? "works" : Reason(device.Name, device.Reason))}",
            .. device.Encoders.Select(encoder => $"  {encoder.Name}{(encoder.Works ? string.Empty : $": {encoder.Reason}")}"),
        ]));
        return text.ToString().TrimEnd('\n');
    }

    private static string Reason(string device, string? reason) =>
        reason?.StartsWith($"{device}: ", StringComparison.Ordinal) == true ? reason[(device.Length + 2)..] : reason ?? "does not work";

    private static void Append(StringBuilder text, string title, IEnumerable<string> lines)
    {
        text.Append(title).Append('\n');
        string[] all = [.. lines];
        foreach (string line in all.Length == 0 ? ["none"] : all)
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }
}
