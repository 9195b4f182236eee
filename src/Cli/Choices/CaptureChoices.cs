using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that say how a card, a screen or a network stream is captured.</summary>
internal sealed class CaptureChoices
{
    public Option<string?> Size { get; } = Opt.Value("--source-size", "WxH", "the size of a screen's region, of a test pattern, or one that a card offers", "--size");

    public Option<bool> NoCursor { get; } = Opt.Flag("--no-cursor", "leave the mouse pointer out of a screen's pictures");

    public Option<string?> Latency { get; } = Opt.Value("--latency", "NAME", "normal or low: how soon the pictures of a network stream come out");

    public Option<string?> Transport { get; } = Opt.Value("--rtsp-transport", "NAME", "tcp or udp; tcp by default");

    public OptionSection Section => new("Capture", [Size, NoCursor, Latency, Transport]);

    /// <summary>What is asked; <see langword="null"/>: nothing.</summary>
    /// <exception cref="FormatException">A value is not usable.</exception>
    public CaptureOptions? Read(ParseResult given)
    {
        var options = new CaptureOptions
        {
            Size = given.ReadValue(Size, PictureSizeText.Parse),
            Latency = given.ReadValue(Latency, text => ChoiceText.Parse("latency", text, ("normal", CaptureLatency.Normal), ("low", CaptureLatency.Low))),
            Transport = given.ReadValue(Transport, text => ChoiceText.Parse("transport", text, ("tcp", RtspTransport.Tcp), ("udp", RtspTransport.Udp))),
            ShowsCursor = given.GetValue(NoCursor) ? false : null,
        };
        return options is { Size: null, Latency: null, Transport: null, ShowsCursor: null } ? null : options;
    }
}
