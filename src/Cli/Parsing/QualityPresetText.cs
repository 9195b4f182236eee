namespace GiftGrab.Cli;

/// <summary>Reads the name of a quality.</summary>
internal static class QualityPresetText
{
    /// <param name="text">The name, in any case.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static QualityPreset Parse(string text) => ChoiceText.Parse(
        "quality preset",
        text,
        ("very-low", QualityPreset.VeryLow),
        ("low", QualityPreset.Low),
        ("medium", QualityPreset.Medium),
        ("high", QualityPreset.High),
        ("very-high", QualityPreset.VeryHigh));
}
