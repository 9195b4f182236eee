namespace GiftGrab;

/// <summary>One way in which a card delivers pictures.</summary>
/// <param name="Code">The driver's code of four letters, such as <c>YUYV</c> or <c>MJPG</c>.</param>
/// <param name="Description">The driver's words for it.</param>
/// <param name="Sizes">The sizes in it, smallest first.</param>
public sealed record CardFormat(string Code, string Description, IReadOnlyList<CardSize> Sizes);

/// <summary>A size, or a range of sizes, and the rates in it.</summary>
/// <param name="Width">Columns; the least of a range.</param>
/// <param name="Height">Rows; the least of a range.</param>
/// <param name="LargestWidth">The most columns of a range; else <paramref name="Width"/>.</param>
/// <param name="LargestHeight">The most rows of a range; else <paramref name="Height"/>.</param>
/// <param name="FrameRates">Pictures a second, highest first; empty where the driver does not say, or takes any.</param>
public sealed record CardSize(int Width, int Height, int LargestWidth, int LargestHeight, IReadOnlyList<FrameRate> FrameRates)
{
    /// <summary>Whether pictures of this size can be had.</summary>
    public bool Allows(int width, int height) =>
        width >= Width && width <= LargestWidth && height >= Height && height <= LargestHeight;

    /// <inheritdoc/>
    public override string ToString() =>
        LargestWidth == Width && LargestHeight == Height ? $"{Width}x{Height}" : $"{Width}x{Height} to {LargestWidth}x{LargestHeight}";
}

/// <summary>What a card offers.</summary>
/// <param name="Driver">The driver's name.</param>
/// <param name="Name">The card's name.</param>
/// <param name="Inputs">Its inputs, in their order; the first has number 0.</param>
/// <param name="Formats">The ways in which it delivers pictures.</param>
public sealed record CardCapability(string Driver, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<CardFormat> Formats)
{
    /// <summary>The driver's code of the format that it is set to; <see langword="null"/> where it does not say.</summary>
    public string? PresentFormat { get; init; }

    /// <summary>Sizes, their rates, and the formats that come in them: one line for all formats that have the same.</summary>
    public IEnumerable<string> Describe() => Formats
        .GroupBy(format => string.Join(", ", format.Sizes.Select(WithRates)))
        .Select(group => $"{string.Join(" ", group.Select(format => format.Code))}: {(group.Key.Length > 0 ? group.Key : "any size")}");

    private static string WithRates(CardSize size) =>
        size.FrameRates.Count == 0 ? size.ToString() : $"{size} ({string.Join(" ", size.FrameRates)})";
}
