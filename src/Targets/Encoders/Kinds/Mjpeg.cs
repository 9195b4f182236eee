namespace GiftGrab;

/// <summary>FFmpeg's own JPEG.</summary>
internal sealed class Mjpeg() : EncoderKind(Codec.Mjpeg, "mjpeg")
{
    public override PixelRule Pixels => PixelRule.Jpeg;

    public override QualityScale Quality { get; } = new(1, 100, 40, 65, 85, 93, 98);

    public override string LosslessRefusal => "JPEG loses; ffv1, h264, hevc and vp9 have a lossless mode";

    public override bool IsIntraOnly => true;

    public override void SetDefaults(EncoderSettingsBuilder settings) => settings.GopLength = 1;

    /// <summary>FFmpeg's quantiser scale for a quality of 1 to 100: it scales the standard's tables by 1 (best) to 31, and people's
    /// range is laid over that evenly.</summary>
    public static int ScaleOf(int quality) => 1 + (int)Math.Round((100 - quality) * 30 / 99.0);

    public override void SetQuality(EncoderSettingsBuilder settings, int value) => settings.QuantizerScale = ScaleOf(value);
}
