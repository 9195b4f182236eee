namespace GiftGrab;

/// <summary>Which pixel format an encoder gets where nobody names one.</summary>
internal enum PixelRule
{
    /// <summary>4:2:0 at the source's depth, which is what players play.</summary>
    Subsampled,

    /// <summary>What holds the source's pixels exactly; the codec promises to keep them.</summary>
    Exact,

    /// <summary>Full-range YUV at the source's chroma resolution, as JPEG has it.</summary>
    Jpeg,
}
