using System.Buffers.Binary;

namespace GiftGrab;

/// <summary>Writes a <c>.tsync</c> file of pictures' numbers and times.</summary>
/// <remarks>A flush closes the block that is being filled, and the next one writes it again with what came since: a killed
/// process leaves a whole file.</remarks>
internal sealed class TsyncWriter : ITimeWriter
{
    /// <summary>The least that Syntalos uses; 4 seconds at 30 frames a second.</summary>
    public const int BlockSize = 128;

    private const int EntrySize = 12;
    private readonly OutputPath _path;
    private readonly FileStream _file;
    private readonly byte[] _block = new byte[(BlockSize * EntrySize) + TsyncLayout.BlockEnd];
    private byte[]? _header;
    private int _entries;
    private int _written;
    private uint _number;
    private long _start;

    /// <exception cref="VideoTargetException">The file cannot be written.</exception>
    public TsyncWriter(string path, Guid collection, bool overwrite, UnixFileMode? mode)
    {
        _path = OutputPath.Claim(path, overwrite);
        try
        {
            _file = _path.Open(mode);
            _header = TsyncLayout.Write(new TsyncHeader
            {
                Created = DateTime.UtcNow,
                Module = "giftgrab",
                Collection = collection.ToString(),
                UserData = "{}",
                Mode = TsyncMode.Continuous,
                BlockSize = BlockSize,
                First = new TsyncColumn("frame-no", TsyncUnit.Index, TsyncType.UInt32),
                Second = new TsyncColumn("master-time", TsyncUnit.Microseconds, TsyncType.Int64),
            });
        }
        catch
        {
            _path.Dispose();
            throw;
        }
    }

    public string Name => _path.Name;

    public void Add(FrameTime time)
    {
        Span<byte> entry = _block.AsSpan(_entries * EntrySize);
        BinaryPrimitives.WriteUInt32LittleEndian(entry, _number++);
        BinaryPrimitives.WriteInt64LittleEndian(entry[4..], Microseconds(time.Source));
        if (++_entries == BlockSize)
        {
            WriteBlock();
            _entries = 0;
            _written = 0;
            _start = _file.CanSeek ? _file.Position : 0;
        }
    }

    // A pipe or device cannot take a block twice.
    public void Flush() => Write(withOpenBlock: _file.CanSeek);

    public void Finish() => Write(withOpenBlock: true);

    public void Delete() => _path.Delete();

    public void Dispose()
    {
        _file.Dispose();
        _path.Dispose();
    }

    private static long Microseconds(long nanoseconds) => (long)Math.Round(nanoseconds / 1000.0);

    private void Write(bool withOpenBlock)
    {
        WriteHeader();
        if (_entries > _written && withOpenBlock)
        {
            WriteBlock();
        }

        _path.Publish();
    }

    private void WriteHeader()
    {
        if (_header is not null)
        {
            _file.Write(_header);
            _header = null;
            _start = _file.CanSeek ? _file.Position : 0;
        }
    }

    /// <summary>Writes the block with its end, over what an earlier flush wrote of it.</summary>
    private void WriteBlock()
    {
        WriteHeader();
        int size = _entries * EntrySize;
        ulong checksum = XxHash3.Of(_block.AsSpan(0, size));
        BinaryPrimitives.WriteUInt64LittleEndian(_block.AsSpan(size), TsyncLayout.Terminator);
        BinaryPrimitives.WriteUInt64LittleEndian(_block.AsSpan(size + 8), checksum);
        if (_file.CanSeek)
        {
            _file.Position = _start;
        }

        _file.Write(_block, 0, size + TsyncLayout.BlockEnd);
        _written = _entries;
    }
}
