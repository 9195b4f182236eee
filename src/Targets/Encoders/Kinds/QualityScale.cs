namespace GiftGrab;

/// <summary>A codec's own scale of constant quality, and where the five names stand on it.</summary>
internal sealed record QualityScale(int Least, int Most, int VeryLow, int Low, int Medium, int High, int VeryHigh)
{
    public int ValueOf(QualityPreset preset) => preset switch
    {
        QualityPreset.VeryLow => VeryLow,
        QualityPreset.Low => Low,
        QualityPreset.High => High,
        QualityPreset.VeryHigh => VeryHigh,
        _ => Medium,
    };
}
