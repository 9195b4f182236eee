using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that say how a card, a screen or a network stream is captured.</summary>
internal sealed class CaptureChoices
{
    public Option<string?> Size { get; } = Opt.Value("--source-size", "WxH", "the size of a screen's region, or one that a card offers", "--size");

    public Option<bool> NoCursor { get; } = Opt.Flag("--no-cursor", "leave the mouse pointer out of a screen's pictures");

    public OptionSection Section => new("Capture", [Size, NoCursor]);

    /// <summary>What is asked; <see langword="null"/>: nothing.</summary>
    /// <exception cref="FormatException">A value is not usable.</exception>
    public CaptureOptions? Read(ParseResult given)
    {
        var options = new CaptureOptions
        {
            Size = given.ReadValue(Size, PictureSizeText.Parse),
            ShowsCursor = given.GetValue(NoCursor) ? false : null,
        };
        return options == new CaptureOptions() ? null : options;
    }
}
