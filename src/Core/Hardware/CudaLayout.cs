namespace GiftGrab;

/// <summary>How a picture lies in CUDA memory.</summary>
internal sealed class CudaLayout
{
    private readonly int[] _rowBytes;
    private readonly int[] _rows;

    private CudaLayout(int width, int height, PixelFormat format)
    {
        Width = width;
        Height = height;
        Format = format;
        PixelFormatDescription description = PixelFormats.Describe(format);
        _rowBytes = [.. Enumerable.Range(0, description.PlaneCount).Select(plane => PixelFormats.RowBytes(format, width, plane))];
        _rows = [.. Enumerable.Range(0, description.PlaneCount).Select(plane => plane == 0 ? height : height >> description.ChromaShiftY)];
    }

    /// <summary>Those that FFmpeg's CUDA code knows, NVENC reads, and whose planes follow each other with one pitch.</summary>
    public static PixelFormat[] Formats { get; } = [.. ((string[])["nv12", "p010le", "yuv444p", "bgr0", "rgb0"]).Select(PixelFormat.Parse)];

    public int Width { get; }

    public int Height { get; }

    public PixelFormat Format { get; }

    public int PlaneCount => _rows.Length;

    /// <summary>Checks size and format.</summary>
    /// <exception cref="GiftGrabException">They are not possible.</exception>
    public static CudaLayout For(int width, int height, PixelFormat format)
    {
        if (!Formats.Contains(format))
        {
            throw new GiftGrabException(
                $"The pixel format {format.Name} is none of frames in CUDA memory; allowed are {string.Join(", ", Formats)}.");
        }

        // The most that NVENC of any generation encodes.
        const int most = 8192;
        if (width is < 1 or > most || height is < 1 or > most)
        {
            throw new GiftGrabException($"A picture of {width}x{height} cannot be made; allowed are 1x1 to {most}x{most}.");
        }

        PixelFormatDescription description = PixelFormats.Describe(format);
        if (description.ChromaShiftY > 0 && (width % 2 != 0 || height % 2 != 0))
        {
            throw new GiftGrabException($"A picture of {width}x{height} cannot be in {format.Name}; its sides must be even.");
        }

        return new CudaLayout(width, height, format);
    }

    public int Rows(int plane) => _rows[plane];

    public int RowBytes(int plane) => _rowBytes[plane];

    /// <summary>Bytes of all planes, one after the other with one pitch.</summary>
    public ulong BytesOf(int pitch)
    {
        ulong bytes = 0;
        for (int plane = 0; plane < PlaneCount; plane++)
        {
            bytes += (ulong)pitch * (ulong)_rows[plane];
        }

        return bytes;
    }

    /// <summary>Bytes of a plane, from its first row to the end of its last.</summary>
    public ulong BytesOf(int plane, int pitch) => ((ulong)pitch * (ulong)(_rows[plane] - 1)) + (ulong)_rowBytes[plane];

    /// <exception cref="GiftGrabException">A row is longer than the pitch.</exception>
    public void CheckPitch(int plane, int pitch)
    {
        if (pitch < _rowBytes[plane])
        {
            throw new GiftGrabException(
                $"The pitch {pitch} is too small for {Width} columns of {Format.Name}; allowed are {_rowBytes[plane]} bytes and more.");
        }
    }
}
