namespace GiftGrab;

/// <summary>FFmpeg's own FFV1, version 3: sliced, with a checksum for each slice.</summary>
internal sealed class Ffv1() : EncoderKind(Codec.Ffv1, "ffv1")
{
    public override PixelRule Pixels => PixelRule.Exact;

    public override bool TakesBitRate => false;

    public override bool IsIntraOnly => true;

    public override void SetDefaults(EncoderSettingsBuilder settings)
    {
        // Four slices, where the encoder can cut the picture so; of pictures with odd sides it takes other numbers.
        settings.Set("level", 3);
        settings.Set("slicecrc", 1);
        settings.GopLength = 1;
    }
}
