namespace GiftGrab.Color;

/// <summary>The instructions that a conversion runs on. Every width writes the same bytes.</summary>
internal enum SimdWidth
{
    /// <summary>Plain integer arithmetic, one sample at a time.</summary>
    Scalar = 1,

    /// <summary>16 bytes at a time, on every machine for which .NET has 128-bit vectors.</summary>
    Vector128 = 16,

    /// <summary>32 bytes at a time, with AVX2.</summary>
    Vector256 = 32,

    /// <summary>64 bytes at a time, with AVX-512.</summary>
    Vector512 = 64,
}
