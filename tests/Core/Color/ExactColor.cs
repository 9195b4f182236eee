using GiftGrab.Color;

namespace GiftGrab.Tests.Color;

/// <summary>
/// The conversion of ITU-T H.273, 8.3, in double precision, rounded half up and clipped: what the kernels are held to.
/// </summary>
internal readonly struct ExactColor(YuvMatrix matrix, bool fullRange)
{
    private readonly double _kr = matrix switch { YuvMatrix.Bt601 => 0.299, YuvMatrix.Bt709 => 0.2126, _ => 0.2627 };
    private readonly double _kb = matrix switch { YuvMatrix.Bt601 => 0.114, YuvMatrix.Bt709 => 0.0722, _ => 0.0593 };

    public int Y(double r, double g, double b) => fullRange
        ? Round(Luma(r, g, b))
        : Round(16 + (Luma(r, g, b) * 219 / 255));

    public int U(double r, double g, double b) =>
        Round(128 + ((b - Luma(r, g, b)) / (2 * (1 - _kb)) * (fullRange ? 1 : 224.0 / 255)));

    public int V(double r, double g, double b) =>
        Round(128 + ((r - Luma(r, g, b)) / (2 * (1 - _kr)) * (fullRange ? 1 : 224.0 / 255)));

    public (int R, int G, int B) Rgb(int y, int u, int v)
    {
        double luma = fullRange ? y : (y - 16) * 255.0 / 219;
        double pb = (u - 128) * (fullRange ? 1 : 255.0 / 224);
        double pr = (v - 128) * (fullRange ? 1 : 255.0 / 224);
        double r = luma + (2 * (1 - _kr) * pr);
        double b = luma + (2 * (1 - _kb) * pb);
        double g = (luma - (_kr * r) - (_kb * b)) / (1 - _kr - _kb);
        return (Round(r), Round(g), Round(b));
    }

    // The sums carry errors of some 1e-14, which must not push a tie down
    private static int Round(double value) => (int)Math.Clamp(Math.Floor(value + 0.5 + 1e-9), 0, 255);

    private double Luma(double r, double g, double b) => (_kr * r) + ((1 - _kr - _kb) * g) + (_kb * b);
}
