namespace GiftGrab.Color;

/// <summary>How a kernel reads and writes pixels of red, green and blue.</summary>
internal unsafe interface IRgbLayout
{
    /// <summary>Bytes from a pixel to the next.</summary>
    static abstract int PixelBytes { get; }

    /// <summary>Whether red comes before blue in memory.</summary>
    static abstract bool RedFirst { get; }

    /// <summary>Loads a vector of pixels, 4 bytes each; the fourth is anything.</summary>
    static abstract V Load<L, V>(byte* from)
        where L : struct, ILanes<V>
        where V : struct;

    /// <summary>Stores four vectors of pixels of 4 bytes.</summary>
    static abstract void Store<L, V>(V a, V b, V c, V d, byte* to)
        where L : struct, ILanes<V>
        where V : struct;
}
