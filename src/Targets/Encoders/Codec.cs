namespace GiftGrab;

/// <summary>How pictures are encoded.</summary>
public enum Codec
{
    /// <summary>MPEG-4 part 2, as Xvid makes it: plays on old machines.</summary>
    Xvid,

    /// <summary>H.265: the smallest files that still encode in real time.</summary>
    Hevc,

    /// <summary>VP9, for WebM.</summary>
    Vp9,

    /// <summary>H.264: plays everywhere.</summary>
    H264,

    /// <summary>FFV1: lossless, for archives. Every picture stands alone.</summary>
    Ffv1,

    /// <summary>AV1.</summary>
    Av1,

    /// <summary>A JPEG image for each picture.</summary>
    Mjpeg,

    /// <summary>The pixels themselves.</summary>
    Raw,

    /// <summary>FFmpeg's variant of Huffyuv: lossless, larger than FFV1, and made at a fraction of its cost. Every picture stands alone.</summary>
    FfvHuff,
}
