namespace GiftGrab;

/// <summary>The pixels themselves.</summary>
internal sealed class RawVideo() : EncoderKind(Codec.Raw, "rawvideo")
{
    public override PixelRule Pixels => PixelRule.Exact;

    public override bool TakesBitRate => false;

    public override bool IsIntraOnly => true;
}
