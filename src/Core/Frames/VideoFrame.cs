using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>A picture: a reference-counted view of pooled native memory.</summary>
/// <remarks>
/// <para>Valid while <c>OnNext</c> runs; <see cref="Retain"/> keeps it longer. Reading is safe from any number
/// of threads; writing needs <see cref="ToWritable"/>.</para>
/// </remarks>
public sealed unsafe class VideoFrame : MediaUnit
{
    private static readonly UnitPool<VideoFrame> Pool = new(() => new VideoFrame());
    private readonly Lock _viewsGate = new();
    private readonly List<VideoFrame> _views = [];
    private VideoFrame? _viewed;
    private ColorDescription _color;

    private VideoFrame()
    {
    }

    /// <summary>Columns.</summary>
    public int Width => Held.Pointer->width;

    /// <summary>Rows.</summary>
    public int Height => Held.Pointer->height;

    /// <summary>The pixel format.</summary>
    public PixelFormat Format => new(Held.Pointer->format);

    /// <summary>How the pixels lie in a device's memory; <see cref="Format"/> itself in the processor's.</summary>
    public PixelFormat DeviceFormat
    {
        get
        {
            EnsureHeld();
            return HardwareFrames.FormatOnDevice(this);
        }
    }

    /// <summary>How code values become colours; nothing in it is unspecified unless the source did not say.</summary>
    public ColorDescription Color
    {
        get
        {
            EnsureHeld();
            return _color;
        }
    }

    /// <summary>How many pictures are stacked in this one: 1, or 2 for a stereo pair (left above right).</summary>
    public int StereoCount { get; internal set; } = 1;

    /// <summary>Whether the encoders are asked to begin a group of pictures here.</summary>
    public bool IsKeyFrameRequested { get; internal set; }

    /// <summary>Whether a lost live source made this frame up, to stand in for those that it does not give.</summary>
    public bool IsSubstitute { get; internal set; }

    /// <summary>The newest time without pictures before this frame; <see langword="null"/> where there was none yet.</summary>
    public SourceGap? LastGap { get; internal set; }

    /// <summary>How many frames its source's device made before this one, of all the time, that this machine did not fetch in time; they
    /// have no numbers.</summary>
    public long MissedFrames { get; internal set; }

    /// <summary>How many planes <see cref="GetPlane"/> gives.</summary>
    public int PlaneCount => Format.PlaneCount;

    internal NativeFrame Native { get; } = new();

    /// <summary>Whether it is another frame's picture in another format, which that frame keeps, shares and gives back.</summary>
    internal bool IsView => Volatile.Read(ref _viewed) is not null;

    private NativeFrame Held
    {
        get
        {
            EnsureHeld();
            return Native;
        }
    }

    /// <summary>Makes a picture for writing; its pixels are not cleared. Dispose it.</summary>
    /// <param name="width">Columns, 1 and up.</param>
    /// <param name="height">Rows, 1 and up.</param>
    /// <param name="format">A format in the processor's memory.</param>
    /// <param name="color">How code values become colours; <see langword="null"/>: as is usual for size and format.</param>
    /// <exception cref="GiftGrabException">The size or format is not possible.</exception>
    public static VideoFrame Create(int width, int height, PixelFormat format, ColorDescription? color = null) =>
        Create(width, height, format, color, FrameBuffers.Alignment);

    /// <summary>Makes a picture whose rows and planes follow each other without a gap, as other languages' arrays do.</summary>
    internal static VideoFrame CreatePacked(int width, int height, PixelFormat format, ColorDescription? color = null) =>
        Create(width, height, format, color, alignment: 1);

    private static VideoFrame Create(int width, int height, PixelFormat format, ColorDescription? color, int alignment)
    {
        if (width < 1 || height < 1 || format.PlaneCount == 0 || format.IsHardware)
        {
            throw new GiftGrabException(
                $"A picture of {width}x{height} in {format.Name} cannot be made; allowed are sizes from 1x1 in a format of the processor's memory.");
        }

        VideoFrame frame = Rent();
        try
        {
            FrameBuffers.Allocate(frame.Native, width, height, format, alignment);
            frame.SetColor(color ?? ColorDescription.Unspecified.Resolve(format, width, height));
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        return frame;
    }

    /// <summary>Keeps the frame beyond <c>OnNext</c>: takes a reference that <see cref="MediaUnit.Dispose"/> gives back.</summary>
    /// <returns>The frame itself.</returns>
    public VideoFrame Retain()
    {
        AddReference();
        return this;
    }

    /// <summary>The bytes of a plane, from its first row to the end of its last, shared with all who hold the frame.</summary>
    /// <param name="plane">0 to <see cref="PlaneCount"/> - 1.</param>
    /// <returns>Valid as long as the frame is held.</returns>
    /// <exception cref="NotSupportedException">The pixels are in a device's memory, or stored bottom-up.</exception>
    public ReadOnlySpan<byte> GetPlane(int plane)
    {
        EnsureReadable(plane);
        return Native.VideoPlane(plane);
    }

    /// <summary>The bytes of a plane, for writing.</summary>
    /// <param name="plane">0 to <see cref="PlaneCount"/> - 1.</param>
    /// <exception cref="InvalidOperationException">Somebody else holds the frame, or it is one that <see cref="ConvertTo"/> shares: write
    /// into <see cref="ToWritable"/>.</exception>
    public Span<byte> GetWritablePlane(int plane)
    {
        EnsureReadable(plane);
        if (IsView || !IsWritable)
        {
            throw new InvalidOperationException("Others read this frame's pixels; write into the frame that ToWritable() returns.");
        }

        DropViews();
        return Native.VideoPlane(plane);
    }

    /// <summary>Bytes from one row of a plane to the next, in whichever memory.</summary>
    /// <param name="plane">0 to <see cref="PlaneCount"/> - 1; in a device's memory to that of <see cref="DeviceFormat"/> - 1.</param>
    public int GetStride(int plane)
    {
        EnsurePlane(DeviceFormat, plane);
        return Native.Pointer->linesize[(uint)plane];
    }

    /// <summary>The address of a plane's first row, in the memory that <see cref="Format"/> names.</summary>
    /// <param name="plane">0 to <see cref="PlaneCount"/> - 1; for a format in CUDA memory a device pointer.</param>
    /// <returns>Valid as long as the frame is held.</returns>
    public nint GetPointer(int plane)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plane);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plane, 3);
        return (nint)Held.Pointer->data[(uint)plane];
    }

    /// <summary>The picture in another pixel format: made when first asked for, kept, and shared by all who ask.</summary>
    /// <param name="format">The wanted format.</param>
    /// <returns>This frame where the format is its own. Valid as long as this frame is held; <see cref="Retain"/>
    /// keeps it longer.</returns>
    /// <remarks>May be called from any thread. The frame's own matrix and range are used (see <see cref="Color"/>).</remarks>
    public VideoFrame ConvertTo(PixelFormat format)
    {
        if (format == Format)
        {
            return this;
        }

        lock (_viewsGate)
        {
            foreach (VideoFrame known in _views)
            {
                if (known.Format == format)
                {
                    return known;
                }
            }

            VideoFrame view = FrameConverter.Convert(this, format);
            Volatile.Write(ref view._viewed, this);
            _views.Add(view);
            return view;
        }
    }

    /// <summary>Another frame with these pixels, that nobody else reads. Dispose it.</summary>
    /// <remarks>Where the caller is the only reader, the memory itself moves over and this frame is empty from then
    /// on; else it is copied.</remarks>
    public VideoFrame ToWritable()
    {
        EnsureHeld();
        if (!IsWritable)
        {
            return ToOwn();
        }

        DropViews();
        VideoFrame result = Rent();
        ffmpeg.av_frame_move_ref(result.Native.Pointer, Native.Pointer);
        result.SetColor(_color);
        result.CopyPropertiesFrom(this);
        return result;
    }

    /// <summary>The picture in memory of the library's pool, for pixels that their lender takes back. Dispose it.</summary>
    internal VideoFrame ToOwn()
    {
        VideoFrame result = Create(Width, Height, Format, _color);
        CopyPixelsTo(result);
        result.CopyPropertiesFrom(this);
        return result;
    }

    /// <summary>The picture in memory of its own whose rows and planes follow each other without a gap. Dispose it.</summary>
    /// <param name="format">The wanted format.</param>
    internal VideoFrame ToPacked(PixelFormat format)
    {
        if (format != Format)
        {
            return FrameConverter.Convert(this, format, isPacked: true);
        }

        VideoFrame result = CreatePacked(Width, Height, format, _color);
        CopyPixelsTo(result);
        result.CopyPropertiesFrom(this);
        return result;
    }

    /// <summary>A packed picture with everything but the pixels of this one, which is packed too. Dispose it.</summary>
    internal VideoFrame CreateLike()
    {
        VideoFrame result = CreatePacked(Width, Height, Format, _color);
        result.CopyPropertiesFrom(this);
        return result;
    }

    /// <summary>The same pixels, not copied, as a frame of another time. Dispose it.</summary>
    /// <param name="timestamp">Nanoseconds since the source's start.</param>
    internal VideoFrame ShareAt(long timestamp)
    {
        EnsureHeld();
        VideoFrame result = Rent();
        try
        {
            FFmpegError.Check(ffmpeg.av_frame_ref(result.Native.Pointer, Native.Pointer), nameof(ffmpeg.av_frame_ref), "A frame");
        }
        catch
        {
            result.Dispose();
            throw;
        }

        result.SetColor(_color);
        result.CopyPropertiesFrom(this);
        result.Timestamp = timestamp;
        return result;
    }

    /// <summary>Takes over number, times, names and stereo count, not the pixels and what describes them.</summary>
    /// <param name="other">The frame that this one was made from.</param>
    public void CopyPropertiesFrom(VideoFrame other)
    {
        ArgumentNullException.ThrowIfNull(other);
        CopyIdentityFrom(other);
        StereoCount = other.StereoCount;
        IsKeyFrameRequested = other.IsKeyFrameRequested;
        IsSubstitute = other.IsSubstitute;
        LastGap = other.LastGap;
        MissedFrames = other.MissedFrames;
    }

    /// <summary>Hands out an empty frame, for a decoder or device to fill.</summary>
    internal static VideoFrame Rent()
    {
        VideoFrame frame = Pool.Rent();
        frame.Activate();
        return frame;
    }

    /// <summary>Reads what the decoder said of the pixels, and fills in what is usual where it said nothing.</summary>
    internal void TakeColorFromNative()
    {
        AVFrame* native = Native.Pointer;
        var said = new ColorDescription(
            (ColorMatrix)native->colorspace, (ColorRange)native->color_range, (int)native->color_primaries, (int)native->color_trc);
        SetColor(said.Resolve(new PixelFormat(native->format), native->width, native->height));
    }

    internal void SetColor(ColorDescription color)
    {
        _color = color;
        AVFrame* native = Native.Pointer;
        native->colorspace = (AVColorSpace)color.Matrix;
        native->color_range = (AVColorRange)color.Range;
        native->color_primaries = (AVColorPrimaries)color.Primaries;
        native->color_trc = (AVColorTransferCharacteristic)color.Transfer;
    }

    private protected override void Recycle()
    {
        DropViews();
        Native.Clear();
        ClearIdentity();
        StereoCount = 1;
        IsKeyFrameRequested = false;
        IsSubstitute = false;
        LastGap = null;
        MissedFrames = 0;
        Pool.Return(this);
    }

    private void CopyPixelsTo(VideoFrame target) => FFmpegError.Check(
        ffmpeg.av_frame_copy(target.Native.Pointer, Native.Pointer), nameof(ffmpeg.av_frame_copy), "A copy of a frame");

    private bool IsWritable => IsOnlyTheCallers && ffmpeg.av_frame_is_writable(Native.Pointer) != 0;

    // The one reference of a view is that of the frame which shares it with all who hold that frame.
    private bool IsOnlyTheCallers => HasSingleOwner && Volatile.Read(ref _viewed) is null or { IsOnlyTheCallers: true };

    private void DropViews()
    {
        foreach (VideoFrame view in _views)
        {
            Volatile.Write(ref view._viewed, null);
            view.Dispose();
        }

        _views.Clear();
    }

    private void EnsureReadable(int plane)
    {
        PixelFormat format = Format;
        if (format.IsHardware)
        {
            throw new NotSupportedException($"The pixels are in a device's memory ({format.Name}); ConvertTo a format of the processor's memory first.");
        }

        EnsurePlane(format, plane);
    }

    private static void EnsurePlane(PixelFormat format, int plane)
    {
        if ((uint)plane >= (uint)format.PlaneCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(plane), plane, $"There is no plane {plane} in {format.Name}; allowed are 0 to {format.PlaneCount - 1}.");
        }
    }
}
