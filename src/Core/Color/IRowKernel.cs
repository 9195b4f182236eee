namespace GiftGrab.Color;

/// <summary>A conversion, a pair of rows at a time.</summary>
internal interface IRowKernel
{
    /// <summary>Whether a step takes two rows that share chroma, or each row by itself.</summary>
    static abstract bool TakesPairs { get; }

    /// <summary>Converts as many pixels as whole vectors cover, an even number, and returns how many.</summary>
    static abstract int Run<L, V>(in RowPair source, in RowPair target, int width, YuvCoefficients coefficients)
        where L : struct, ILanes<V>
        where V : struct;

    /// <summary>Converts from an even pixel to the end of the row, and gives the same bytes as <see cref="Run"/>.</summary>
    static abstract void RunScalar(
        in RowPair source, in RowPair target, int from, int width, YuvCoefficients coefficients);
}
