namespace GiftGrab;

/// <summary>FFmpeg's own MPEG-4 part 2, under Xvid's name.</summary>
internal sealed class Mpeg4() : EncoderKind(Codec.Xvid, "mpeg4")
{
    public override QualityScale Quality { get; } = new(1, 31, 20, 12, 5, 3, 2);

    public override bool TakesQp => true;

    public override string LosslessRefusal => "MPEG-4 part 2 (Xvid) has no lossless mode; ffv1, h264, hevc and vp9 have";

    // The standard writes the clock with 16 bits (ISO/IEC 14496-2, vop_time_increment_resolution).
    public override int MostTicksPerSecond => 65_535;

    public override void SetDefaults(EncoderSettingsBuilder settings) => settings.CodecTag = "XVID";

    public override void SetQuality(EncoderSettingsBuilder settings, int value) => settings.QuantizerScale = value;

    public override void SetQp(EncoderSettingsBuilder settings, int value) => settings.QuantizerScale = value;
}
