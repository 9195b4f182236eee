using System.Buffers.Binary;
using System.Text;

namespace GiftGrab;

/// <summary>Reads a header: with strings behind their length, as Syntalos writes them, or before a zero, as it describes them.</summary>
internal ref struct TsyncHeaderReader
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly bool _zeroEnded;
    private int _at = TsyncLayout.MagicSize;

    private TsyncHeaderReader(ReadOnlySpan<byte> file, bool zeroEnded)
    {
        _file = file;
        _zeroEnded = zeroEnded;
    }

    /// <param name="file">A file that begins with one of the magics.</param>
    /// <param name="path">For messages.</param>
    /// <param name="length">Where the blocks begin.</param>
    /// <param name="terminator">What ends each block.</param>
    /// <exception cref="GiftGrabException">There is no whole header, or it is damaged, or of another version.</exception>
    public static TsyncHeader Read(ReadOnlySpan<byte> file, string path, out int length, out ulong terminator)
    {
        foreach (bool zeroEnded in (ReadOnlySpan<bool>)[false, true])
        {
            var reader = new TsyncHeaderReader(file, zeroEnded);
            try
            {
                TsyncHeader header = reader.ReadFields();
                if (reader.EndsRight(out length, out terminator))
                {
                    RequireUsable(header, file, path);
                    return header;
                }
            }
            catch (ArgumentException)
            {
                // A length leads beyond the file: it is damaged, or no length.
            }
        }

        bool hasTerminator = file.IndexOf(BitConverter.GetBytes(TsyncLayout.Terminator)) >= 0;
        throw new GiftGrabException(hasTerminator
            ? $"{path}: checksum mismatch block 0, which is the header."
            : $"{path}: truncated in the header.");
    }

    private static void RequireUsable(TsyncHeader header, ReadOnlySpan<byte> file, string path)
    {
        ushort major = BinaryPrimitives.ReadUInt16LittleEndian(file[TsyncLayout.MagicSize..]);
        ushort minor = BinaryPrimitives.ReadUInt16LittleEndian(file[(TsyncLayout.MagicSize + 2)..]);
        if (major != TsyncLayout.Major || minor < TsyncLayout.Minor)
        {
            throw new GiftGrabException($"{path} is tsync version {major}.{minor}; allowed is {TsyncLayout.Major}.{TsyncLayout.Minor} and later of {TsyncLayout.Major}.");
        }

        if (header.BlockSize < 1 || TsyncLayout.SizeOf(header.First.Type) == 0 || TsyncLayout.SizeOf(header.Second.Type) == 0)
        {
            throw new GiftGrabException(
                $"{path} has blocks of {header.BlockSize} entries of types {(int)header.First.Type} and {(int)header.Second.Type}; "
                + "allowed are 1 and up, and the types 2, 3, 4, 6, 7 and 8.");
        }
    }

    private TsyncHeader ReadFields()
    {
        Take(4);
        return new TsyncHeader
        {
            Created = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(Take(8))).UtcDateTime,
            Module = ReadText(),
            Collection = ReadText(),
            UserData = ReadText(),
            Mode = (TsyncMode)ReadNumber(),
            BlockSize = BinaryPrimitives.ReadInt32LittleEndian(Take(4)),
            First = ReadColumn(),
            Second = ReadColumn(),
        };
    }

    /// <summary>Whether padding, terminator and checksum follow.</summary>
    private bool EndsRight(out int length, out ulong terminator)
    {
        Take(TsyncLayout.Padding(_at));
        ulong checksum = XxHash3.Of(_file[TsyncLayout.MagicSize.._at]);
        terminator = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        bool isTerminated = terminator == TsyncLayout.Terminator || _file.StartsWith(TsyncLayout.OtherMagic);
        bool isRight = BinaryPrimitives.ReadUInt64LittleEndian(Take(8)) == checksum;
        length = _at;
        return isTerminated && isRight;
    }

    private TsyncColumn ReadColumn() => new(ReadText(), (TsyncUnit)ReadNumber(), (TsyncType)ReadNumber());

    private int ReadNumber() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    private string ReadText()
    {
        if (_zeroEnded)
        {
            int length = _file[_at..].IndexOf((byte)0);
            string text = Encoding.UTF8.GetString(Take(length));
            Take(1);
            return text;
        }

        // Qt, in which the layout was first written, has this length for no text.
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
        return size == uint.MaxValue ? string.Empty : Encoding.UTF8.GetString(Take(checked((int)Math.Min(size, int.MaxValue))));
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> bytes = _file.Slice(_at, count);
        _at += count;
        return bytes;
    }
}
