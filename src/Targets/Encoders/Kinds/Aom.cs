namespace GiftGrab;

/// <summary>libaom: slow, and the one that makes lossless AV1.</summary>
internal sealed class Aom() : EncoderKind(Codec.Av1, "libaom-av1")
{
    public override QualityScale Quality { get; } = new(0, 63, 55, 45, 35, 27, 20);

    /// <summary>libaom's <c>cpu-used</c>: 0 is the slowest.</summary>
    public override IReadOnlyList<string> Presets => ["0", "1", "2", "3", "4", "5", "6", "7", "8"];

    public override void SetDefaults(EncoderSettingsBuilder settings)
    {
        settings.Set("usage", "realtime");
        settings.Set("cpu-used", 8);
        settings.Set("row-mt", 1);
    }

    public override void SetQuality(EncoderSettingsBuilder settings, int value)
    {
        settings.Set("crf", value);
        settings.Set("b", 0);
    }

    // Its real-time mode takes short cuts that quantise all the same.
    public override void SetLossless(EncoderSettingsBuilder settings)
    {
        settings.Set("usage", "good");
        settings.Set("cpu-used", 6);
        SetQuality(settings, 0);
        settings.Add("aom-params", "lossless", "1");
    }

    public override void SetPreset(EncoderSettingsBuilder settings, string preset) => settings.Set("cpu-used", preset);
}
