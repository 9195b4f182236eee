namespace GiftGrab;

/// <summary>Five named qualities; what each means for a codec is in the table of <c>doc/encoding.md</c>.</summary>
public enum QualityPreset
{
    /// <summary>Smallest files; for watching what happened.</summary>
    VeryLow,

    /// <summary>Small files.</summary>
    Low,

    /// <summary>What the codec's own makers take where nothing is said.</summary>
    Medium,

    /// <summary>Hard to tell from the source.</summary>
    High,

    /// <summary>Not to be told from the source by eye.</summary>
    VeryHigh,
}
