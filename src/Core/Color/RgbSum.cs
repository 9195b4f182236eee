namespace GiftGrab.Color;

/// <summary>Sums the four pixels of a chroma sample, and gives the luma of each on the way.</summary>
internal unsafe struct RgbSum
{
    private int _blue;
    private int _green;
    private int _red;

    public byte Add(byte* pixel, bool redFirst, YuvCoefficients weights)
    {
        int blue = pixel[redFirst ? 2 : 0];
        int green = pixel[1];
        int red = pixel[redFirst ? 0 : 2];
        _blue += blue;
        _green += green;
        _red += red;
        return (byte)(((blue * weights.YBlue) + (green * weights.YGreen) + (red * weights.YRed) + weights.YOffset) >> 16);
    }

    public readonly byte U(YuvCoefficients weights) => Chroma(weights.UBlue, weights.UGreen, weights.URed);

    public readonly byte V(YuvCoefficients weights) => Chroma(weights.VBlue, weights.VGreen, weights.VRed);

    private readonly byte Chroma(int blue, int green, int red) => (byte)Math.Min(
        255, (YuvCoefficients.ChromaOffset - (_blue * blue) - (_green * green) - (_red * red)) >> 18);
}
