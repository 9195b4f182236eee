namespace GiftGrab.Color;

/// <summary>
/// The integers that stand for one matrix and range, in both directions.
/// </summary>
/// <remarks>
/// <para>
/// ITU-T H.273 (07/2024), 8.3, with R'G'B' in 0..255: Y' = Kr R + (1 - Kr - Kb) G + Kb B, Pb = (B - Y') / (2 (1 - Kb)),
/// Pr = (R - Y') / (2 (1 - Kr)). Limited range (BT.601-7, 2.5.3; BT.709-6, 4.6): Y = 16 + 219/255 Y',
/// Cb = 128 + 224/255 Pb, Cr likewise. Full range: Y = Y', Cb = 128 + Pb, Cr = 128 + Pr.
/// </para>
/// <para>
/// Towards Y'CbCr the weights have 16 fractional bits. The three of luma add up to exactly the range's scale and those
/// of chroma to 0, so grey has chroma 128 and each of the 256 greys the luma that exact arithmetic gives. Towards
/// R'G'B' luma has 14 bits, chroma 13, and the sum 6, so that all of it fits 16-bit elements.
/// </para>
/// </remarks>
internal sealed class YuvCoefficients
{
    private static readonly YuvCoefficients[] All = [
        new(0.299, 0.114, 0.001, false), new(0.299, 0.114, 0.001, true),
        new(0.2126, 0.0722, 0.0001, false), new(0.2126, 0.0722, 0.0001, true),
        new(0.2627, 0.0593, 0.0001, false), new(0.2627, 0.0593, 0.0001, true)];

    private YuvCoefficients(double kr, double kb, double grain, bool fullRange)
    {
        const double One = 1 << 16;
        double kg = 1 - kr - kb;
        double lumaScale = fullRange ? 1 : 219.0 / 255;
        double chromaScale = fullRange ? 1 : 224.0 / 255;
        double black = fullRange ? 0 : 16;

        YBlue = Round(kb * lumaScale * One);
        YRed = Round(kr * lumaScale * One);
        YGreen = Round(lumaScale * One) - YBlue - YRed;
        // Rounding the scale leaves an error that grows with brightness: centre it
        double drift = ((YBlue + YGreen + YRed) / One) - lumaScale;
        // Full-range luma is a multiple of the weights' last digit, often exactly one half: see that it goes up
        double tie = fullRange ? grain / 2 : 0;
        YOffset = Round((black + 0.5 + tie - (127.5 * drift)) * One);

        // Subtracted, because -0.5 fits 16 bits and +0.5 does not
        UBlue = Round(-0.5 * chromaScale * One);
        URed = Round(kr / (2 * (1 - kb)) * chromaScale * One);
        UGreen = -UBlue - URed;
        VRed = UBlue;
        VBlue = Round(kb / (2 * (1 - kr)) * chromaScale * One);
        VGreen = -VRed - VBlue;

        double luma = 64 / lumaScale;
        LumaScale = Round(luma * 256);
        double offset = 32 - (black * luma);
        LumaOffset = (int)Math.Floor(offset);
        LumaFraction = Round((offset - LumaOffset) * 65536 / LumaScale);
        RedV = Round(2 * (1 - kr) / chromaScale * 8192);
        BlueU = Round(2 * (1 - kb) / chromaScale * 8192);
        GreenU = Round(2 * (1 - kb) * kb / kg / chromaScale * 8192);
        GreenV = Round(2 * (1 - kr) * kr / kg / chromaScale * 8192);
    }

    /// <summary>Weights of luma, times 2^16; the luma is (their sum + <see cref="YOffset"/>) / 2^16, rounded down.</summary>
    public int YBlue { get; }

    /// <inheritdoc cref="YBlue"/>
    public int YGreen { get; }

    /// <inheritdoc cref="YBlue"/>
    public int YRed { get; }

    /// <summary>Black, one half for rounding, and the centring of what rounding the weights left.</summary>
    public int YOffset { get; }

    /// <summary>
    /// Weights of the sum of four pixels in U, times -2^16; U is (<see cref="ChromaOffset"/> - their sum) / 2^18, rounded down.
    /// </summary>
    public int UBlue { get; }

    /// <inheritdoc cref="UBlue"/>
    public int UGreen { get; }

    /// <inheritdoc cref="UBlue"/>
    public int URed { get; }

    /// <summary>As <see cref="UBlue"/>, for V.</summary>
    public int VBlue { get; }

    /// <inheritdoc cref="VBlue"/>
    public int VGreen { get; }

    /// <inheritdoc cref="VBlue"/>
    public int VRed { get; }

    /// <summary>128 and one half for rounding, times 2^18.</summary>
    public static int ChromaOffset => (128 << 18) + (1 << 17);

    /// <summary>
    /// Luma's part of R'G'B' times 64 is ((256 Y + <see cref="LumaFraction"/>) * this) / 2^16, rounded down,
    /// + <see cref="LumaOffset"/>; one half for rounding the final division by 64 is in the latter two.
    /// </summary>
    public int LumaScale { get; }

    /// <inheritdoc cref="LumaScale"/>
    public int LumaOffset { get; }

    /// <inheritdoc cref="LumaScale"/>
    public int LumaFraction { get; }

    /// <summary>V - 128 in red, times 2^13.</summary>
    public int RedV { get; }

    /// <summary>U - 128 in blue, times 2^13.</summary>
    public int BlueU { get; }

    /// <summary>U - 128 subtracted from green, times 2^13.</summary>
    public int GreenU { get; }

    /// <summary>V - 128 subtracted from green, times 2^13.</summary>
    public int GreenV { get; }

    /// <summary>The coefficients for a matrix and range; made once.</summary>
    public static YuvCoefficients For(YuvMatrix matrix, bool fullRange) =>
        (uint)matrix < All.Length / 2
            ? All[((int)matrix * 2) + (fullRange ? 1 : 0)]
            : throw new ArgumentOutOfRangeException(
                nameof(matrix), matrix, "The matrix must be Bt601, Bt709 or Bt2020.");

    private static int Round(double value) => (int)Math.Floor(value + 0.5);
}
