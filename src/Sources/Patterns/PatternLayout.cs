namespace GiftGrab;

/// <summary>Where a test pattern of some size has its parts. Above: bars, ball and lamp; the band: ramp and digits; below: the number code.</summary>
internal sealed class PatternLayout
{
    /// <summary>Characters of the number, a blank, and the time.</summary>
    private const int LongText = 7 + 1 + 12;

    /// <summary>Characters of the number alone.</summary>
    private const int ShortText = 7;

    public PatternLayout(int width, int height)
    {
        int bandTop = BandTop(height);
        int codeTop = PatternCode.Top(height);
        RampTop = bandTop;
        RampHeight = (codeTop - bandTop) / 3;
        int textRoom = codeTop - bandTop - RampHeight;
        HasTime = LongText * DigitFont.Advance <= width;
        int characters = HasTime ? LongText : ShortText;
        TextScale = Math.Max(1, Math.Min(textRoom / (DigitFont.GlyphHeight + 1), width / (characters * DigitFont.Advance)));
        TextX = (width - (characters * DigitFont.Advance * TextScale)) / 2;
        TextY = bandTop + RampHeight + ((textRoom - (DigitFont.GlyphHeight * TextScale)) / 2);
        BallRadius = Math.Max(3, height / 12);
        LampWidth = width / 4 / 2 * 2;
        LampHeight = bandTop / 2 / 2 * 2;
        LampX = (width - LampWidth) / 2 / 2 * 2;
        LampY = (bandTop - LampHeight) / 2 / 2 * 2;
    }

    public int RampTop { get; }

    public int RampHeight { get; }

    /// <summary>Whether there is room for the time beside the number.</summary>
    public bool HasTime { get; }

    public int TextScale { get; }

    public int TextX { get; }

    public int TextY { get; }

    public int BallRadius { get; }

    public int LampX { get; }

    public int LampY { get; }

    public int LampWidth { get; }

    public int LampHeight { get; }

    /// <summary>The first row below the bars; even, so that chroma divides there.</summary>
    public static int BandTop(int height) => height * 3 / 5 / 2 * 2;
}
