namespace GiftGrab;

/// <summary>The blocks at a test pattern's foot that say which frame it is, so that a program can read it back.</summary>
/// <remarks>
/// 24 columns and 4 rows of blocks, white for 1, over the lowest sixth of the picture: 32 bits of frame number, 48
/// bits of microseconds, and 16 bits of CRC-16/CCITT over both, the most significant bit first. Every measure is a
/// fraction of the picture, so that scaling leaves it readable.
/// </remarks>
internal static class PatternCode
{
    public const int Columns = 24;
    public const int Rows = 4;
    private const int NumberBytes = 4;
    private const int TimeBytes = 6;
    private const int Bytes = NumberBytes + TimeBytes + 2;
    private const byte White = 235;
    private const byte Black = 16;

    /// <summary>The first row of the blocks.</summary>
    public static int Top(int height) => height - (height / 6);

    /// <summary>Paints the blocks into a luma plane.</summary>
    public static void Paint(Span<byte> luma, int stride, int width, int height, long number, long microseconds)
    {
        Span<byte> message = stackalloc byte[Bytes];
        Write(message, number, microseconds);
        for (int row = 0; row < Rows; row++)
        {
            (int top, int bottom) = RowsOf(row, height);
            Span<byte> first = luma.Slice(top * stride, width);
            for (int column = 0; column < Columns; column++)
            {
                (int left, int right) = ColumnsOf(column, width);
                first[left..right].Fill(IsSet(message, (row * Columns) + column) ? White : Black);
            }

            for (int y = top + 1; y < bottom; y++)
            {
                first.CopyTo(luma[(y * stride)..]);
            }
        }
    }

    /// <summary>Reads the blocks of a luma plane.</summary>
    /// <returns>Whether the check sum agrees.</returns>
    public static bool TryRead(ReadOnlySpan<byte> luma, int stride, int width, int height, out long number, out long microseconds)
    {
        Span<int> means = stackalloc int[Columns * Rows];
        int darkest = int.MaxValue;
        int brightest = 0;
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = Mean(luma, stride, ColumnsOf(i % Columns, width), RowsOf(i / Columns, height));
            darkest = Math.Min(darkest, means[i]);
            brightest = Math.Max(brightest, means[i]);
        }

        Span<byte> message = stackalloc byte[Bytes];
        message.Clear();
        int threshold = (darkest + brightest) / 2;
        for (int i = 0; i < means.Length; i++)
        {
            message[i / 8] |= (byte)(means[i] > threshold ? 0x80 >> (i % 8) : 0);
        }

        number = ReadNumber(message[..NumberBytes]);
        microseconds = ReadNumber(message.Slice(NumberBytes, TimeBytes));
        return ReadNumber(message[^2..]) == Crc(message[..^2]);
    }

    private static void Write(Span<byte> message, long number, long microseconds)
    {
        WriteNumber(message[..NumberBytes], number);
        WriteNumber(message.Slice(NumberBytes, TimeBytes), microseconds);
        WriteNumber(message[^2..], Crc(message[..^2]));
    }

    private static void WriteNumber(Span<byte> bytes, long value)
    {
        for (int i = bytes.Length - 1; i >= 0; i--, value >>= 8)
        {
            bytes[i] = (byte)value;
        }
    }

    private static long ReadNumber(ReadOnlySpan<byte> bytes)
    {
        long value = 0;
        foreach (byte part in bytes)
        {
            value = (value << 8) | part;
        }

        return value;
    }

    private static ushort Crc(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (byte value in bytes)
        {
            crc ^= (ushort)(value << 8);
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1);
            }
        }

        return crc;
    }

    private static bool IsSet(ReadOnlySpan<byte> message, int bit) => (message[bit / 8] & (0x80 >> (bit % 8))) != 0;

    private static (int From, int To) ColumnsOf(int column, int width) =>
        (column * width / Columns, (column + 1) * width / Columns);

    private static (int From, int To) RowsOf(int row, int height)
    {
        int top = Top(height);
        return (top + (row * (height - top) / Rows), top + ((row + 1) * (height - top) / Rows));
    }

    // The middle of a block only: an encoder smears the edges.
    private static int Mean(ReadOnlySpan<byte> luma, int stride, (int From, int To) columns, (int From, int To) rows)
    {
        int left = columns.From + ((columns.To - columns.From) / 4);
        int right = Math.Max(left + 1, columns.To - ((columns.To - columns.From) / 4));
        int top = rows.From + ((rows.To - rows.From) / 4);
        int bottom = Math.Max(top + 1, rows.To - ((rows.To - rows.From) / 4));
        long sum = 0;
        for (int y = top; y < bottom; y++)
        {
            foreach (byte value in luma.Slice((y * stride) + left, right - left))
            {
                sum += value;
            }
        }

        return (int)(sum / ((right - left) * (bottom - top)));
    }
}
