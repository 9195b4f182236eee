using System.Buffers.Binary;

namespace GiftGrab;

/// <summary>A file of timestamps whose blocks have checksums, as Syntalos writes them beside its recordings; ours hold each
/// picture's number and its time in microseconds since the recording's start.</summary>
public sealed class TsyncFile
{
    private readonly List<TsyncEntry> _entries = [];
    private readonly List<string> _damage = [];

    private TsyncFile(TsyncHeader header) => Header = header;

    /// <summary>What it says of itself.</summary>
    public TsyncHeader Header { get; }

    /// <summary>The entries of all blocks that are as they were written.</summary>
    public IReadOnlyList<TsyncEntry> Entries => _entries;

    /// <summary>What is wrong, a sentence each; empty where nothing is. The header is block 0, the first entries are in block 1.</summary>
    public IReadOnlyList<string> Damage => _damage;

    /// <summary>How many entries have the time of the one before.</summary>
    public int EqualTimes
    {
        get
        {
            int count = 0;
            for (int i = 1; i < _entries.Count; i++)
            {
                count += _entries[i].Second == _entries[i - 1].Second ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Of the file.</param>
    /// <exception cref="GiftGrabException">It cannot be read, is no such file (bad magic), or its header is damaged.</exception>
    public static TsyncFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes;
        try
        {
            bytes = ReadAll(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new GiftGrabException($"{path} cannot be read: {(Directory.Exists(path) ? "it is a folder" : IOErrors.Describe(exception))}.", exception);
        }

        return Read(bytes, path);
    }

    // The magic first: what is no such file may have no end.
    private static byte[] ReadAll(string path)
    {
        using FileStream stream = File.OpenRead(path);
        var magic = new byte[TsyncLayout.MagicSize];
        stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (!magic.AsSpan().SequenceEqual(TsyncLayout.Magic) && !magic.AsSpan().SequenceEqual(TsyncLayout.OtherMagic))
        {
            throw new GiftGrabException($"{path} is no tsync file: bad magic.");
        }

        using var all = new MemoryStream();
        all.Write(magic);
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static TsyncFile Read(ReadOnlySpan<byte> bytes, string path)
    {
        var file = new TsyncFile(TsyncHeaderReader.Read(bytes, path, out int length, out ulong terminator));
        file.ReadBlocks(bytes[length..], terminator);
        return file;
    }

    private void ReadBlocks(ReadOnlySpan<byte> blocks, ulong terminator)
    {
        long full = (long)Header.BlockSize * Header.EntrySize;
        for (int number = 1; blocks.Length > 0; number++)
        {
            int size = (int)Math.Min(full, blocks.Length - TsyncLayout.BlockEnd);
            if (size < full && !EndsAt(blocks, size, terminator))
            {
                _damage.Add($"truncated in block {number}");
                return;
            }

            ulong end = BinaryPrimitives.ReadUInt64LittleEndian(blocks[size..]);
            ulong checksum = BinaryPrimitives.ReadUInt64LittleEndian(blocks[(size + 8)..]);
            if (end == terminator && checksum == XxHash3.Of(blocks[..size]))
            {
                ReadEntries(blocks[..size]);
            }
            else
            {
                _damage.Add($"checksum mismatch block {number}");
            }

            blocks = blocks[(size + TsyncLayout.BlockEnd)..];
        }
    }

    /// <summary>Whether a block that is not full ends here, though one byte of its terminator may be damaged.</summary>
    private bool EndsAt(ReadOnlySpan<byte> blocks, int size, ulong terminator)
    {
        if (size <= 0 || size % Header.EntrySize != 0)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(expected, terminator);
        int same = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            same += blocks[size + i] == expected[i] ? 1 : 0;
        }

        return same >= 7;
    }

    private void ReadEntries(ReadOnlySpan<byte> block)
    {
        int second = TsyncLayout.SizeOf(Header.First.Type);
        for (; block.Length > 0; block = block[Header.EntrySize..])
        {
            _entries.Add(new TsyncEntry(TsyncLayout.Read(block, Header.First.Type), TsyncLayout.Read(block[second..], Header.Second.Type)));
        }
    }
}
