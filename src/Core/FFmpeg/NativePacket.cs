using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Owns one AVPacket structure; its bytes come and go.</summary>
internal sealed unsafe class NativePacket : IDisposable
{
    private AVPacket* _pointer;

    public NativePacket()
    {
        FFmpegLibraries.EnsureLoaded();
        _pointer = ffmpeg.av_packet_alloc();
        if (_pointer is null)
        {
            throw new OutOfMemoryException("No memory for a packet.");
        }
    }

    public AVPacket* Pointer => _pointer;

    /// <summary>The stream it belongs to.</summary>
    public int StreamIndex => _pointer->stream_index;

    /// <summary>Whether the container itself says that bytes are missing or wrong.</summary>
    public bool IsDamaged => (_pointer->flags & ffmpeg.AV_PKT_FLAG_CORRUPT) != 0;

    /// <summary>When its sender says it was captured, in nanoseconds since 1970 (UTC) on the sender's clock: RTP tells that in sender
    /// reports; <see langword="null"/> where nothing was told.</summary>
    public long? SenderTime
    {
        get
        {
            ulong size;
            var time = (AVProducerReferenceTime*)ffmpeg.av_packet_get_side_data(_pointer, AVPacketSideDataType.AV_PKT_DATA_PRFT, &size);
            return time is null ? null : time->wallclock * 1_000;
        }
    }

    /// <summary>When it is shown, in a time base's nanoseconds.</summary>
    public long? TimeIn(AVRational timeBase) => Rationals.ToNanoseconds(_pointer->pts, timeBase);

    /// <summary>Makes room for the bytes of a picture that stands alone, and returns it.</summary>
    public Span<byte> AllocateKey(int size)
    {
        Clear();
        FFmpegError.Check(ffmpeg.av_new_packet(_pointer, size), nameof(ffmpeg.av_new_packet), $"A packet of {size} bytes");
        _pointer->flags |= ffmpeg.AV_PKT_FLAG_KEY;
        return new Span<byte>(_pointer->data, size);
    }

    public void Clear() => ffmpeg.av_packet_unref(_pointer);

    public void Dispose()
    {
        AVPacket* pointer = _pointer;
        _pointer = null;
        ffmpeg.av_packet_free(&pointer);
    }
}
