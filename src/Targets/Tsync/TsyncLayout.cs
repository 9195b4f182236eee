using System.Buffers.Binary;
using System.Text;

namespace GiftGrab;

/// <summary>The bytes of a <c>.tsync</c> file, as <c>doc/formats.md</c> lists them.</summary>
internal static class TsyncLayout
{
    public const ushort Major = 1;
    public const ushort Minor = 2;
    public const int MagicSize = 8;

    /// <summary>A terminator and a checksum.</summary>
    public const int BlockEnd = 16;

    /// <summary>Ends a block of Syntalos, and ours.</summary>
    public const ulong Terminator = 0x1126000000000000;

    /// <summary>What files of Syntalos begin with, and ours.</summary>
    public static ReadOnlySpan<byte> Magic => [0x8A, 0x54, 0x53, 0x59, 0x4E, 0x43, 0x23, 0xF2];

    /// <summary>Another magic by which the layout has been described; only read. Its terminator is whatever ends the header.</summary>
    public static ReadOnlySpan<byte> OtherMagic => [0x8A, 0x54, 0x53, 0x4E, 0x43, 0xE2, 0x8F, 0xB2];

    /// <summary>Bytes of a number; 0 of a type that is not known.</summary>
    public static int SizeOf(TsyncType type) => type switch
    {
        TsyncType.Int16 or TsyncType.UInt16 => 2,
        TsyncType.Int32 or TsyncType.UInt32 => 4,
        TsyncType.Int64 or TsyncType.UInt64 => 8,
        _ => 0,
    };

    public static long Read(ReadOnlySpan<byte> bytes, TsyncType type) => type switch
    {
        TsyncType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        TsyncType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        TsyncType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        TsyncType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    /// <summary>The whole header, with its magic and its end.</summary>
    public static byte[] Write(TsyncHeader header)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Major);
        writer.Write(Minor);
        writer.Write(new DateTimeOffset(header.Created).ToUnixTimeSeconds());
        WriteText(writer, header.Module);
        WriteText(writer, header.Collection);
        WriteText(writer, header.UserData);
        writer.Write((ushort)header.Mode);
        writer.Write(header.BlockSize);
        foreach (TsyncColumn column in (ReadOnlySpan<TsyncColumn>)[header.First, header.Second])
        {
            WriteText(writer, column.Name);
            writer.Write((ushort)column.Unit);
            writer.Write((ushort)column.Type);
        }

        writer.Write(new byte[Padding(bytes.Length)]);
        ulong checksum = XxHash3.Of(bytes.GetBuffer().AsSpan(MagicSize, (int)bytes.Length - MagicSize));
        writer.Write(Terminator);
        writer.Write(checksum);
        return bytes.ToArray();
    }

    /// <summary>Zeros up to the next multiple of 8.</summary>
    public static int Padding(long length) => (int)(-length & 7);

    private static void WriteText(BinaryWriter writer, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
