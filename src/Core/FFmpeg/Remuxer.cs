using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Copies a file's pictures and sound into another container, packet by packet.</summary>
internal static unsafe class Remuxer
{
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
        using var demuxer = Demuxer.Open($"file:{path}", path, Input with { IsKnown = known is not null });
        using var muxer = new Muxer(output, path, options);
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

        long count = 0;
        using var packet = new NativePacket();
        muxer.WriteHeader(0);
        while (Read(demuxer, packet, untilDamage))
        {
            if (indices[packet.StreamIndex] >= 0 && !(untilDamage && packet.IsDamaged))
            {
                DemuxedStream stream = demuxer.Streams[packet.StreamIndex];
                if (known is not null || packet.Pointer->duration == 0)
                {
                    long duration = known is null
                        ? (stream.FrameRate.IsKnown ? stream.FrameRate.TimeOf(1) : 0)
                        : known[packet.StreamIndex].LastDuration;
                    packet.Pointer->duration = ffmpeg.av_rescale_q(duration, Rationals.Nanosecond, stream.Pointer->time_base);
                }

                muxer.Write(packet.Pointer, indices[packet.StreamIndex]);
                count++;
            }
        }

        muxer.Finish();
        return count;
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
