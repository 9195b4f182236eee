using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Owns one AVFrame structure for as long as the process lives; its buffers come and go.</summary>
internal sealed unsafe class NativeFrame
{
    public NativeFrame()
    {
        FFmpegLibraries.EnsureLoaded();
        Pointer = ffmpeg.av_frame_alloc();
        if (Pointer is null)
        {
            throw new OutOfMemoryException("No memory for a frame.");
        }
    }

    public AVFrame* Pointer { get; }

    public void Clear() => ffmpeg.av_frame_unref(Pointer);

    /// <summary>Makes this another view of the same buffers.</summary>
    public void ReferTo(NativeFrame other)
    {
        Clear();
        FFmpegError.Check(ffmpeg.av_frame_ref(Pointer, other.Pointer), nameof(ffmpeg.av_frame_ref), "a frame's buffers");
    }

    /// <summary>Makes this view show only a part of the picture. The part begins where its chroma does.</summary>
    public void Crop(int x, int y, int width, int height)
    {
        // The value of libavutil/frame.h; an enumeration without a name there. Without it FFmpeg rounds the
        // first column down to what its own assembler code likes.
        const int unaligned = 1;
        Pointer->crop_left = (ulong)x;
        Pointer->crop_top = (ulong)y;
        Pointer->crop_right = (ulong)(Pointer->width - x - width);
        Pointer->crop_bottom = (ulong)(Pointer->height - y - height);
        FFmpegError.Check(
            ffmpeg.av_frame_apply_cropping(Pointer, unaligned), nameof(ffmpeg.av_frame_apply_cropping), $"The part {x},{y} {width}x{height}");
    }

    /// <summary>The readable bytes of a plane, from its first row to the end of its last.</summary>
    public Span<byte> VideoPlane(int plane)
    {
        int stride = Pointer->linesize[(uint)plane];
        int rows = PlaneRows(plane);
        return stride < 0 || rows == 0
            ? throw new NotSupportedException("A picture stored bottom-up has no span over its planes.")
            : new Span<byte>(Pointer->data[(uint)plane], (stride * (rows - 1)) + PlaneRowBytes(plane));
    }

    public int PlaneRows(int plane)
    {
        PixelFormatDescription format = PixelFormats.Describe(new PixelFormat(Pointer->format));
        return plane is 1 or 2 ? -((-Pointer->height) >> format.ChromaShiftY) : Pointer->height;
    }

    public int PlaneRowBytes(int plane) => PixelFormats.RowBytes(new PixelFormat(Pointer->format), Pointer->width, plane);
}
