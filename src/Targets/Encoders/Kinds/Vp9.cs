namespace GiftGrab;

/// <summary>libvpx's VP9.</summary>
internal sealed class Vp9() : EncoderKind(Codec.Vp9, "libvpx-vp9")
{
    public override QualityScale Quality { get; } = new(0, 63, 50, 40, 32, 24, 15);

    public override bool TakesQp => true;

    /// <summary>libvpx's <c>cpu-used</c>: 0 is the slowest.</summary>
    public override IReadOnlyList<string> Presets => ["0", "1", "2", "3", "4", "5", "6", "7", "8"];

    public override IReadOnlyList<string> Profiles => ["0", "1", "2", "3"];

    public override IReadOnlyList<string> Tunes => ["default", "screen", "film"];

    // With its alpha channel libvpx makes two streams in one, which players show without it.
    public override IReadOnlyList<PixelFormat> Formats =>
        [.. base.Formats.Where(format => !format.Name.StartsWith("yuva", StringComparison.Ordinal))];

    public override void SetDefaults(EncoderSettingsBuilder settings)
    {
        settings.Set("deadline", "realtime");
        settings.Set("cpu-used", 8);
        settings.Set("row-mt", 1);
        settings.Set("lag-in-frames", 0);
    }

    public override void SetQuality(EncoderSettingsBuilder settings, int value)
    {
        settings.Set("crf", value);
        settings.Set("b", 0);
    }

    public override void SetQp(EncoderSettingsBuilder settings, int value)
    {
        SetQuality(settings, value);
        settings.Set("qmin", value);
        settings.Set("qmax", value);
    }

    public override void SetLossless(EncoderSettingsBuilder settings) => settings.Set("lossless", 1);

    public override void SetPreset(EncoderSettingsBuilder settings, string preset) => settings.Set("cpu-used", preset);

    public override void SetTune(EncoderSettingsBuilder settings, string tune) => settings.Set("tune-content", tune);
}
