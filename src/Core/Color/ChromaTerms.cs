namespace GiftGrab.Color;

/// <summary>What a pair of chroma samples adds to blue and red and takes from green, times 64.</summary>
internal readonly struct ChromaTerms
{
    public ChromaTerms(int u, int v, YuvCoefficients weights)
    {
        Blue = Multiply(u, weights.BlueU);
        Red = Multiply(v, weights.RedV);
        Green = Multiply(u, weights.GreenU) + Multiply(v, weights.GreenV);
    }

    public int Blue { get; }

    public int Green { get; }

    public int Red { get; }

    private static int Multiply(int sample, int weight) => (((sample - 128) * 256 * weight) + (1 << 14)) >> 15;
}
