namespace GiftGrab;

/// <summary>FFmpeg's variant of Huffyuv: lossless at little cost.</summary>
internal sealed class FfvHuff() : EncoderKind(Codec.FfvHuff, "ffvhuff")
{
    public override PixelRule Pixels => PixelRule.Exact;

    public override bool TakesBitRate => false;

    public override bool IsIntraOnly => true;

    public override bool NeedsEvenSize => true;
}
