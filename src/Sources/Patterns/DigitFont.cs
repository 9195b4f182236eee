namespace GiftGrab;

/// <summary>The characters that test patterns and the picture of a lost signal write: 5 columns by 7 rows of squares.</summary>
internal static class DigitFont
{
    public const int Advance = 6;
    public const int GlyphHeight = 7;
    private const int GlyphWidth = 5;
    private const byte White = 235;

    // One byte a row, its five low bits from left to right.
    private static ReadOnlySpan<byte> Digits =>
    [
        0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110,
        0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110,
        0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111,
        0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110,
        0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010,
        0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110,
        0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110,
        0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000,
        0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110,
        0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100,
    ];

    // Those of "NO SIGNAL".
    private const string LettersInOrder = "AGILNOS";

    private static ReadOnlySpan<byte> Letters =>
    [
        0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001,
        0b01110, 0b10001, 0b10000, 0b10111, 0b10001, 0b10001, 0b01111,
        0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110,
        0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111,
        0b10001, 0b11001, 0b10101, 0b10011, 0b10001, 0b10001, 0b10001,
        0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110,
        0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110,
    ];

    private static ReadOnlySpan<byte> Colon => [0, 0b00100, 0b00100, 0, 0b00100, 0b00100, 0];

    private static ReadOnlySpan<byte> Point => [0, 0, 0, 0, 0, 0b00110, 0b00110];

    /// <summary>Writes digits, colons, points, blanks and the letters of NO SIGNAL in white.</summary>
    public static void Write(Span<byte> luma, int stride, int x, int y, int scale, ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            ReadOnlySpan<byte> glyph = character switch
            {
                >= '0' and <= '9' => Digits.Slice((character - '0') * GlyphHeight, GlyphHeight),
                >= 'A' and <= 'Z' => Letters.Slice(LettersInOrder.IndexOf(character, StringComparison.Ordinal) * GlyphHeight, GlyphHeight),
                ':' => Colon,
                '.' => Point,
                _ => default,
            };
            for (int row = 0; row < glyph.Length * scale; row++)
            {
                for (int column = 0; column < GlyphWidth; column++)
                {
                    if ((glyph[row / scale] & (0b10000 >> column)) != 0)
                    {
                        luma.Slice(((y + row) * stride) + x + (column * scale), scale).Fill(White);
                    }
                }
            }

            x += Advance * scale;
        }
    }
}
