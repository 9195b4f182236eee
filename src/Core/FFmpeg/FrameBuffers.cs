using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Pooled picture memory: one pool for each size and format in use.</summary>
/// <remarks>Free buffers of a pool are kept until <see cref="MostPools"/> other sizes were asked for.</remarks>
internal static unsafe class FrameBuffers
{
    /// <summary>Rows begin on this many bytes, the width of the widest vector register.</summary>
    public const int Alignment = 64;

    /// <summary>Bytes behind the last plane that vector code may read.</summary>
    private const int Padding = 64;

    /// <summary>256 colours of four bytes, AVPALETTE_SIZE of libavutil/pixfmt.h, which FFmpeg expects as a second plane without rows.</summary>
    private const int PaletteBytes = 256 * 4;
    private const int MostPools = 16;
    private static readonly Lock Gate = new();
    private static readonly List<Pool> Pools = [];

    /// <summary>Gives the frame memory for a picture, not cleared.</summary>
    /// <param name="frame">An empty frame.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="format">A format in the processor's memory.</param>
    /// <param name="alignment">Rows begin on a multiple of this many bytes; with 1 they follow each other without a gap.</param>
    public static void Allocate(NativeFrame frame, int width, int height, PixelFormat format, int alignment = Alignment)
    {
        AVFrame* native = frame.Pointer;
        AVBufferRef* buffer = null;
        Pool pool;
        lock (Gate)
        {
            pool = Find(width, height, format, alignment);
            buffer = ffmpeg.av_buffer_pool_get(pool.Native);
        }

        if (buffer is null)
        {
            throw new OutOfMemoryException($"No memory for a picture of {width}x{height} in {format.Name}.");
        }

        native->buf[0] = buffer;
        native->width = width;
        native->height = height;
        native->format = format.Id;
        for (uint plane = 0; plane < 4; plane++)
        {
            native->linesize[plane] = pool.Strides[plane];
            native->data[plane] = pool.Offsets[plane] is { } offset ? buffer->data + offset : null;
        }

        native->extended_data = (byte**)&native->data;
    }

    private static Pool Find(int width, int height, PixelFormat format, int alignment)
    {
        for (int i = Pools.Count - 1; i >= 0; i--)
        {
            Pool known = Pools[i];
            if (known.Width == width && known.Height == height && known.Format == format && known.Alignment == alignment)
            {
                return known;
            }
        }

        if (Pools.Count == MostPools)
        {
            AVBufferPool* oldest = Pools[0].Native;
            ffmpeg.av_buffer_pool_uninit(&oldest);
            Pools.RemoveAt(0);
        }

        Pool made = Create(width, height, format, alignment);
        Pools.Add(made);
        return made;
    }

    private static Pool Create(int width, int height, PixelFormat format, int alignment)
    {
        string subject = $"A picture of {width}x{height} in {format.Name}";
        FFmpegError.Check(ffmpeg.av_image_check_size((uint)width, (uint)height, 0, null), nameof(ffmpeg.av_image_check_size), subject);
        int_array4 lines = default;
        FFmpegError.Check(
            ffmpeg.av_image_fill_linesizes(ref lines, format.ToNative(), width), nameof(ffmpeg.av_image_fill_linesizes), subject);
        PixelFormatDescription description = PixelFormats.Describe(format);
        var pool = new Pool(width, height, format, alignment);
        ulong size = 0;
        for (uint plane = 0; plane < description.PlaneCount; plane++)
        {
            int rows = plane is 1 or 2 ? -((-height) >> description.ChromaShiftY) : height;
            pool.Strides[plane] = (lines[plane] + alignment - 1) / alignment * alignment;
            pool.Offsets[plane] = checked((int)size);
            size += (ulong)pool.Strides[plane] * (ulong)rows;
        }

        if (description.HasPalette)
        {
            size = (size + Alignment - 1) / Alignment * Alignment;
            pool.Offsets[1] = checked((int)size);
            size += PaletteBytes;
        }

        pool.Native = ffmpeg.av_buffer_pool_init(size + Padding, default(av_buffer_pool_init_alloc_func));
        return pool.Native is not null ? pool : throw new OutOfMemoryException($"No memory for pictures of {width}x{height}.");
    }

    private sealed class Pool(int width, int height, PixelFormat format, int alignment)
    {
        public int Width { get; } = width;

        public int Height { get; } = height;

        public PixelFormat Format { get; } = format;

        public int Alignment { get; } = alignment;

        public int[] Strides { get; } = new int[4];

        /// <summary>Where each plane begins; <see langword="null"/>: there is none.</summary>
        public int?[] Offsets { get; } = new int?[4];

        public AVBufferPool* Native { get; set; }
    }
}
