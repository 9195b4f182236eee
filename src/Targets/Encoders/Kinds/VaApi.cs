namespace GiftGrab;

/// <summary>VA-API's encoders.</summary>
internal sealed class VaApi(Codec codec) : EncoderKind(codec, CodecNames.NameOf(codec) + "_vaapi")
{
    public override HardwareAcceleration Hardware => HardwareAcceleration.VaApi;

    public override bool NeedsDeviceFrames => true;

    public override IReadOnlyList<PixelFormat> Formats =>
        Codec == Codec.H264 ? [PixelFormat.Nv12] : [PixelFormat.Nv12, PixelFormat.Parse("p010le")];

    public override QualityScale Quality { get; } =
        codec == Codec.Vp9 ? new(1, 255, 200, 160, 120, 80, 50) : new(1, 51, 38, 33, 28, 22, 17);

    public override bool TakesQp => true;

    public override string LosslessRefusal => "VA-API encoders have no lossless mode; hardware \"off\" has";

    public override bool NeedsEvenSize => true;

    public override int LeastSize => 128;

    public override void SetQuality(EncoderSettingsBuilder settings, int value) => SetQp(settings, value);

    public override void SetQp(EncoderSettingsBuilder settings, int value)
    {
        settings.Set("rc_mode", "CQP");
        if (Codec == Codec.Vp9)
        {
            settings.Set("global_quality", value);
        }
        else
        {
            settings.Set("qp", value);
        }
    }

    public override void SetBitRate(EncoderSettingsBuilder settings, long bitsPerSecond)
    {
        settings.Set("rc_mode", "CBR");
        settings.BitRate = bitsPerSecond;
    }
}
