using System.Buffers.Binary;

namespace GiftGrab;

/// <summary>Room kept free in front of an MP4's fragments, where the index of the finished file goes: so nothing is copied at its end.</summary>
/// <remarks>
/// <para>The boxes of the file while it grows: <c>ftyp</c>, <c>free</c> (the room), <c>moov</c> and the fragments. Finished:
/// <c>ftyp</c>, <c>moov</c> (the index), <c>free</c>, and one <c>mdat</c> with all the rest in it, whose packets the index points at.</para>
/// <para>All of that is first written inside the room, which nobody looks into. Then the first bytes of the file, up to the room's head
/// and in one piece, make an index of it: at every instant the file is the one or the other, and plays.</para>
/// </remarks>
internal sealed class IndexRoom
{
    private const int BoxHead = 8;
    private const int LargeBoxHead = 16;
    private readonly long _start;
    private readonly long _end;

    private IndexRoom(long start, long end)
    {
        _start = start;
        _end = end;
    }

    /// <summary>Leaves the room at the stream's position. Where the file system can, it takes no space until it is used.</summary>
    /// <param name="stream">Can seek; it stands behind the file's first box.</param>
    /// <param name="index">The largest index that has to fit, in bytes.</param>
    public static IndexRoom Leave(Stream stream, long index)
    {
        long start = stream.Position;
        long size = index + BoxHead + LargeBoxHead;
        stream.Write(Head(size, "free"u8));
        return new IndexRoom(start, stream.Seek(start + size, SeekOrigin.Begin));
    }

    /// <summary>Whether what the finished file begins with fits.</summary>
    /// <param name="beginning">In bytes, from the first of the file.</param>
    public bool Holds(long beginning) => beginning + BoxHead + LargeBoxHead <= _end;

    /// <summary>Whether the room is hardly more than it had to be, or little beside the file that it stands in.</summary>
    /// <param name="index">What an index takes at most, in bytes.</param>
    /// <param name="length">Of the file, in bytes.</param>
    public bool IsWorthIt(long index, long length) => _end <= 2 * index || _end <= length / 16;

    /// <summary>Makes the file a finished one.</summary>
    /// <param name="stream">The complete fragments; can be read.</param>
    /// <param name="beginning">The boxes <c>ftyp</c> and <c>moov</c>, which the room <see cref="Holds"/>.</param>
    /// <param name="secure">Called when what was written has to be on the disk before anything else is.</param>
    /// <exception cref="IOException">It stays what it was.</exception>
    public void Fill(Stream stream, ReadOnlySpan<byte> beginning, Action secure)
    {
        long rest = _end - LargeBoxHead;
        Span<byte> media = stackalloc byte[LargeBoxHead];
        Head(1, "mdat"u8).CopyTo(media);
        BinaryPrimitives.WriteInt64BigEndian(media[BoxHead..], stream.Length - rest);
        int visible = (int)_start + BoxHead;
        Put(visible, beginning[visible..]);
        Put(beginning.Length, Head(rest - beginning.Length, "free"u8));
        Put(rest, media);
        byte[] before = new byte[visible];
        stream.Seek(0, SeekOrigin.Begin);
        stream.ReadExactly(before);
        secure();
        try
        {
            Put(0, beginning[..visible]);
        }
        catch (IOException)
        {
            // Some of it may be there, which is neither the one file nor the other.
            Put(0, before);
            throw;
        }

        secure();

        void Put(long position, ReadOnlySpan<byte> bytes)
        {
            stream.Seek(position, SeekOrigin.Begin);
            stream.Write(bytes);
        }
    }

    private static byte[] Head(long size, ReadOnlySpan<byte> type)
    {
        byte[] head = new byte[BoxHead];
        BinaryPrimitives.WriteUInt32BigEndian(head, checked((uint)size));
        type.CopyTo(head.AsSpan(4));
        return head;
    }
}
