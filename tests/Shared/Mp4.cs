using System.Buffers.Binary;
using System.Text;

namespace GiftGrab.Tests;

/// <summary>Looks into an MP4 or MOV without FFmpeg.</summary>
internal static class Mp4
{
    /// <summary>The boxes of the file itself, not those within them.</summary>
    public static (string Type, long Start, long Size)[] Boxes(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        var boxes = new List<(string, long, long)>();
        for (long at = 0; at < bytes.Length;)
        {
            ReadOnlySpan<byte> head = bytes.AsSpan((int)at);
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            size = size == 1 ? BinaryPrimitives.ReadInt64BigEndian(head[8..]) : size;
            boxes.Add((Encoding.ASCII.GetString(head[4..8]), at, size));
            at += size;
        }

        return [.. boxes];
    }

    /// <summary>Whether the fragments in which the file was recorded are still in it, behind its index.</summary>
    public static bool IsFinishedInPlace(string path) =>
        Boxes(path).Select(box => box.Type).SequenceEqual(["ftyp", "moov", "free", "mdat"])
        && File.ReadAllBytes(path).AsSpan((int)Boxes(path)[3].Start).IndexOf("moof"u8) > 0;
}
