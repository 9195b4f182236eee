namespace GiftGrab;

/// <summary>Intel Quick Sync's encoders.</summary>
internal sealed class QuickSync(Codec codec) : EncoderKind(codec, CodecNames.NameOf(codec) + "_qsv")
{
    public override HardwareAcceleration Hardware => HardwareAcceleration.QuickSync;

    public override IReadOnlyList<PixelFormat> Formats => [PixelFormat.Nv12, PixelFormat.Parse("p010le")];

    public override QualityScale Quality { get; } = new(1, 51, 38, 33, 28, 22, 17);

    public override string LosslessRefusal => "Quick Sync has no lossless mode; hardware \"off\" has";

    public override IReadOnlyList<string> Presets => ["veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow"];

    public override bool NeedsEvenSize => true;

    public override int LeastSize => 128;

    // Intelligent constant quality, which is what the number alone chooses.
    public override void SetQuality(EncoderSettingsBuilder settings, int value) => settings.Set("global_quality", value);
}
