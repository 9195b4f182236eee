namespace GiftGrab.Color;

/// <summary>
/// How a kernel reads and writes luma and chroma. Chroma is in pairs, U then V, one for each two pixels of a row.
/// </summary>
internal unsafe interface IYuvLayout
{
    /// <summary>Whether two rows share their chroma (4:2:0), or each has its own (4:2:2).</summary>
    static abstract bool HalfHeight { get; }

    /// <summary>Whether a row of odd width has room for one more luma sample.</summary>
    static abstract bool EvenRows { get; }

    /// <summary>Loads the luma of a vector of pixels from a row of the pair.</summary>
    static abstract void Load<L, V>(in RowPair rows, byte* row, int x, out V luma, out V chroma)
        where L : struct, ILanes<V>
        where V : struct;

    /// <summary>Loads luma alone.</summary>
    static abstract V LoadLuma<L, V>(byte* row, int x)
        where L : struct, ILanes<V>
        where V : struct;

    /// <summary>Stores a row; its chroma too where the layout has chroma in every row.</summary>
    static abstract void StoreRow<L, V>(byte* row, int x, V luma, V chroma)
        where L : struct, ILanes<V>
        where V : struct;

    /// <summary>Stores the chroma that the pair of rows shares, where it does.</summary>
    static abstract void StoreChroma<L, V>(in RowPair rows, int x, V chroma)
        where L : struct, ILanes<V>
        where V : struct;

    /// <summary>The luma sample at x.</summary>
    static abstract ref byte Luma(byte* row, int x);

    /// <summary>The U sample of the pixels x and x + 1, for even x.</summary>
    static abstract ref byte U(in RowPair rows, byte* row, int x);

    /// <summary>The V sample of the pixels x and x + 1, for even x.</summary>
    static abstract ref byte V(in RowPair rows, byte* row, int x);
}
