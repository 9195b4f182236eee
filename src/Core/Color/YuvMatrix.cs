namespace GiftGrab.Color;

/// <summary>
/// The luma weights that tie R'G'B' to Y'CbCr: "MatrixCoefficients" of ITU-T H.273 (07/2024), table 4.
/// </summary>
internal enum YuvMatrix
{
    /// <summary>ITU-R BT.601-7, section 2.5.1: Kr = 0.299, Kb = 0.114 (H.273 values 5 and 6).</summary>
    Bt601,

    /// <summary>ITU-R BT.709-6, section 3.2: Kr = 0.2126, Kb = 0.0722 (H.273 value 1).</summary>
    Bt709,

    /// <summary>ITU-R BT.2020-2, table 4, non-constant luminance: Kr = 0.2627, Kb = 0.0593 (H.273 value 9).</summary>
    Bt2020,
}
