namespace GiftGrab;

/// <summary>NVIDIA's NVENC.</summary>
internal sealed class Nvenc(Codec codec) : EncoderKind(codec, codec == Codec.Hevc ? "hevc_nvenc" : "h264_nvenc")
{
    public override HardwareAcceleration Hardware => HardwareAcceleration.Nvidia;

    // It would turn packed RGB into YUV itself, by BT.601 whatever is asked for; planar it encodes as it is.
    public override IReadOnlyList<PixelFormat> Formats =>
        [.. base.Formats.Where(format => !format.IsHardware && (!format.IsRgb || format.PlaneCount > 1))];

    public override QualityScale Quality { get; } = new(1, 51, 38, 33, 28, 22, 17);

    public override bool TakesQp => true;

    public override IReadOnlyList<string> Presets => ["p1", "p2", "p3", "p4", "p5", "p6", "p7"];

    public override IReadOnlyList<string> Profiles =>
        Codec == Codec.Hevc ? ["main", "main10", "rext"] : ["baseline", "main", "high", "high444p"];

    public override IReadOnlyList<string> Tunes => ["hq", "ll", "ull"];

    public override CodecLevels Levels => Codec == Codec.Hevc ? CodecLevels.Hevc : CodecLevels.H264;

    public override bool TakesIntraRefresh => true;

    public override bool NeedsEvenSize => true;

    // The least that NVENC's documentation gives for any generation.
    public override int LeastSize => 145;

    public override void SetDefaults(EncoderSettingsBuilder settings)
    {
        settings.Set("preset", "p4");
        settings.Set("forced-idr", 1);
    }

    public override void SetQuality(EncoderSettingsBuilder settings, int value)
    {
        settings.Set("rc", "vbr");
        settings.Set("cq", value);
        settings.Set("b", 0);
    }

    public override void SetQp(EncoderSettingsBuilder settings, int value)
    {
        settings.Set("rc", "constqp");
        settings.Set("qp", value);
    }

    public override void SetLossless(EncoderSettingsBuilder settings) => settings.Set("tune", "lossless");

    public override void SetIntraRefresh(EncoderSettingsBuilder settings) => settings.Set("intra-refresh", 1);

    public override void SetLowLatency(EncoderSettingsBuilder settings)
    {
        settings.MaxBFrames = 0;
        settings.Set("zerolatency", 1);
        settings.Set("delay", 0);
    }
}
