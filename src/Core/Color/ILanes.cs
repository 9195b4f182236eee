namespace GiftGrab.Color;

/// <summary>
/// The vector operations that the kernels are written in, so that one kernel serves every width.
/// </summary>
/// <typeparam name="V">A vector of bytes, <see cref="Bytes"/> long.</typeparam>
/// <remarks>
/// A "lane" is 16 bytes. Operations work within lanes, as the hardware's do, except those that are said to be ordered.
/// The digits in a name are the width in bits of the elements it works on.
/// </remarks>
internal unsafe interface ILanes<V>
    where V : struct
{
    /// <summary>Bytes in a vector; also the pixels that a kernel takes at a time.</summary>
    static abstract int Bytes { get; }

    static abstract V Load(byte* from);

    static abstract void Store(V value, byte* to);

    /// <summary>Loads half a vector from each address and interleaves their bytes, ordered.</summary>
    static abstract V LoadZipped(byte* even, byte* odd);

    /// <summary>Stores the even bytes, ordered, at one address and the odd bytes at the other.</summary>
    static abstract void StoreUnzipped(V value, byte* even, byte* odd);

    /// <summary>Loads pixels of 3 bytes into groups of 4 whose last byte is 0. Reads no byte beyond them.</summary>
    static abstract V LoadTriples(byte* from);

    /// <summary>Stores the first 3 of each 4 bytes of four vectors, closed up. Writes no byte beyond them.</summary>
    static abstract void StoreTriples(V a, V b, V c, V d, byte* to);

    static abstract V Repeat8(byte value);

    static abstract V Repeat16(short value);

    static abstract V Repeat32(int value);

    /// <summary>The same 16 bytes in every lane.</summary>
    static abstract V RepeatLane(ReadOnlySpan<byte> lane);

    static abstract V And(V a, V b);

    static abstract V Or(V a, V b);

    static abstract V Xor(V a, V b);

    /// <summary>Takes bytes of each lane by index; index 128 gives 0.</summary>
    static abstract V ShuffleLanes(V value, V indices);

    static abstract V Add16(V a, V b);

    static abstract V Add32(V a, V b);

    static abstract V Subtract32(V a, V b);

    static abstract V AddSaturate16(V a, V b);

    static abstract V SubtractSaturate16(V a, V b);

    /// <summary>(a + b + 1) / 2 of unsigned bytes.</summary>
    static abstract V Average8(V a, V b);

    /// <summary>Multiplies signed 16-bit elements and adds each two neighbours to 32 bits.</summary>
    static abstract V MultiplyAdd16(V a, V b);

    /// <summary>The upper 16 bits of the product of unsigned elements.</summary>
    static abstract V MultiplyHighUnsigned16(V a, V b);

    /// <summary>(a * b + 2^14) / 2^15 of signed elements, rounded down.</summary>
    static abstract V MultiplyHighRounded16(V a, V b);

    static abstract V ShiftLeft16(V value, byte bits);

    static abstract V ShiftRight16(V value, byte bits);

    static abstract V ShiftRightSigned16(V value, byte bits);

    static abstract V ShiftRight32(V value, byte bits);

    /// <summary>Even 16-bit elements of one vector, odd elements of the other.</summary>
    static abstract V MixEvenOdd16(V even, V odd);

    /// <summary>In each lane the even 32-bit elements of a, then those of b.</summary>
    static abstract V Even32(V a, V b);

    /// <summary>In each lane the odd 32-bit elements of a, then those of b.</summary>
    static abstract V Odd32(V a, V b);

    static abstract V ZipLow8(V a, V b);

    static abstract V ZipHigh8(V a, V b);

    static abstract V ZipLow16(V a, V b);

    static abstract V ZipHigh16(V a, V b);

    /// <summary>In each lane a, then b, signed 32 to signed 16 bits, saturated.</summary>
    static abstract V Pack32(V a, V b);

    /// <summary>In each lane a, then b, signed 16 to unsigned 8 bits, saturated.</summary>
    static abstract V Pack16(V a, V b);

    /// <summary>Brings into order what <see cref="Pack16"/> of two ordered vectors gave.</summary>
    static abstract V OrderHalves(V value);

    /// <summary>Brings into order what packing four ordered vectors from 32 to 8 bits gave.</summary>
    static abstract V OrderQuarters(V value);

    /// <summary>Stores what the low and the high zip of two ordered vectors gave, ordered.</summary>
    static abstract void StoreZipped(V low, V high, byte* to);

    /// <summary>Brings into order the pixels that zipping four ordered vectors twice gave.</summary>
    static abstract void OrderPixels(V a, V b, V c, V d, out V first, out V second, out V third, out V fourth);
}
