using System.Buffers.Binary;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Puts a file's pictures and sound into another container, packet by packet.</summary>
internal static unsafe class Remuxer
{
    /// <summary>What stands before the index of an MP4, in bytes, at most: some names of four letters.</summary>
    private const int LargestFirstBox = 256;

    private static readonly DemuxerOptions Input = new(TimeSpan.FromSeconds(30));

    /// <summary>Copies all packets.</summary>
    /// <param name="path">The file that is read.</param>
    /// <param name="output">Stays the caller's.</param>
    /// <param name="options">How the copy is written.</param>
    /// <param name="known">What the file was made of, in its order, and how long the last packet of each stream lasts, in nanoseconds:
    /// FFmpeg reads no durations from fragments, and nothing but a last packet needs one; <see langword="null"/>: as the file says.</param>
    /// <param name="untilDamage">Whether what cannot be read any more is taken for the end, and torn packets are left out.</param>
    /// <returns>How many packets were copied.</returns>
    /// <exception cref="VideoTargetException">Writing failed.</exception>
    /// <exception cref="FFmpegException">Reading failed.</exception>
    public static long Copy(string path, Stream output, MuxerOptions options, IReadOnlyList<FinishedStream>? known, bool untilDamage = false)
    {
        using var demuxer = Open(path, known);
        using var muxer = new Muxer(output, path, options);
        int[] indices = AddStreams(demuxer, muxer, known);
        muxer.WriteHeader(0);
        long count = 0;
        using var packet = new NativePacket();
        while (Read(demuxer, packet, untilDamage))
        {
            if (indices[packet.StreamIndex] >= 0 && !(untilDamage && packet.IsDamaged))
            {
                Complete(packet, demuxer, known);
                muxer.Write(packet.Pointer, indices[packet.StreamIndex]);
                count++;
            }
        }

        muxer.Finish();
        return count;
    }

    /// <summary>Makes the beginning that an MP4 or MOV has whose index is in front, and whose packets stand where they are.</summary>
    /// <param name="path">The file that is read.</param>
    /// <param name="options">How the index is written, among them <c>moov_size</c>.</param>
    /// <param name="known">As in <see cref="Copy"/>.</param>
    /// <param name="room">The most bytes that the index may take, as <paramref name="options"/> say.</param>
    /// <param name="count">How many packets it lists.</param>
    /// <returns>What the file begins with then: the boxes <c>ftyp</c> and <c>moov</c>.</returns>
    /// <exception cref="VideoTargetException">The packets cannot stay as they are.</exception>
    /// <exception cref="FFmpegException">Reading failed.</exception>
    public static byte[] IndexInPlace(string path, MuxerOptions options, IReadOnlyList<FinishedStream> known, long room, out long count)
    {
        using var demuxer = Open(path, known);
        using var capture = new IndexCapture(LargestFirstBox + room);
        using var muxer = new Muxer(capture, path, options);
        int[] indices = AddStreams(demuxer, muxer, known);
        if (indices.Contains(-1))
        {
            throw new VideoTargetException($"{path} cannot be indexed in place: it holds more than pictures and sound.");
        }

        muxer.WriteHeader(0);
        count = 0;
        using var packet = new NativePacket();
        while (demuxer.Read(packet))
        {
            Complete(packet, demuxer, known);
            muxer.WriteAt(packet.Pointer, indices[packet.StreamIndex], packet.Pointer->pos);
            count++;
        }

        muxer.Finish();
        int first = (int)BinaryPrimitives.ReadUInt32BigEndian(capture.Kept);
        ReadOnlySpan<byte> index = capture.Kept[first..];
        int size = (int)BinaryPrimitives.ReadUInt32BigEndian(index);
        return index[4..8].SequenceEqual("moov"u8)
            ? capture.Kept[..(first + size)].ToArray()
            : throw new VideoTargetException($"{path} cannot be indexed in place: its index stands elsewhere.");
    }

    private static Demuxer Open(string path, IReadOnlyList<FinishedStream>? known) =>
        Demuxer.Open($"file:{path}", path, Input with { IsKnown = known is not null });

    /// <returns>The stream of the output for each of the input; -1 where it has none.</returns>
    private static int[] AddStreams(Demuxer demuxer, Muxer muxer, IReadOnlyList<FinishedStream>? known)
    {
        int[] indices = new int[demuxer.Streams.Count];
        for (int i = 0; i < indices.Length; i++)
        {
            DemuxedStream stream = demuxer.Streams[i];
            bool used = ReferenceEquals(stream, demuxer.Video) || ReferenceEquals(stream, demuxer.Audio);
            indices[i] = used
                ? muxer.AddStream(known?[i].Stream.ReadBack(stream.Pointer->codecpar, stream.Pointer->time_base)
                    ?? new EncodedStream(stream.Pointer->codecpar, stream.Pointer->time_base, stream.FrameRate, string.Empty))
                : -1;
        }

        return indices;
    }

    /// <summary>Gives a packet the duration that the container does not tell.</summary>
    private static void Complete(NativePacket packet, Demuxer demuxer, IReadOnlyList<FinishedStream>? known)
    {
        DemuxedStream stream = demuxer.Streams[packet.StreamIndex];
        if (known is null && packet.Pointer->duration != 0)
        {
            return;
        }

        long duration = known is null
            ? (stream.FrameRate.IsKnown ? stream.FrameRate.TimeOf(1) : 0)
            : known[packet.StreamIndex].LastDuration;
        packet.Pointer->duration = ffmpeg.av_rescale_q(duration, Rationals.Nanosecond, stream.Pointer->time_base);
    }

    private static bool Read(Demuxer demuxer, NativePacket packet, bool untilDamage)
    {
        try
        {
            return demuxer.Read(packet);
        }
        catch (FFmpegException) when (untilDamage)
        {
            return false;
        }
    }
}
