namespace GiftGrab;

/// <summary>Makes frames of pictures in CUDA memory, for encoders and nodes that read them there.</summary>
/// <remarks>
/// <para>Nothing passes through the processor's memory, unless an observer asks for it with
/// <see cref="VideoFrame.ConvertTo"/>.</para>
/// <para>With ManagedCuda: the context is <c>cudaContext.Context.Pointer</c>, a stream <c>cudaStream.Stream.Pointer</c>,
/// an address <c>(nint)(ulong)variable.DevicePointer.Pointer</c>, and the pitch of a <c>CudaPitchedDeviceVariable</c>
/// <c>(int)variable.Pitch</c>.</para>
/// <para>One thread at a time; the frames may be used and given back on any. Dispose it when no more frames are made:
/// those made before stay good. The context must outlive them all.</para>
/// </remarks>
public sealed class CudaFrames : IDisposable
{
    private readonly CudaFramePool _pool;
    private readonly ColorDescription _color;
    private long _number;

    /// <summary>Prepares for pictures of one size and format.</summary>
    /// <param name="context">The CUDA context that the memory belongs to, a <c>CUcontext</c>.</param>
    /// <param name="width">Columns, 1 and up; even for 4:2:0.</param>
    /// <param name="height">Rows, 1 and up; even for 4:2:0.</param>
    /// <param name="format">One of <see cref="Formats"/>; for BGRA take <c>bgr0</c>, for RGBA <c>rgb0</c>: encoders have no
    /// use for alpha.</param>
    /// <param name="stream">The CUDA stream, a <c>CUstream</c>, on which the pictures are produced and will be read; 0 for
    /// the default stream.</param>
    /// <param name="color">How code values become colours; <see langword="null"/>: as is usual for size and format.</param>
    /// <exception cref="DeviceNotFoundException">This machine has no NVIDIA driver or device.</exception>
    /// <exception cref="GiftGrabException">The context is none, or the size or format is not possible.</exception>
    public CudaFrames(nint context, int width, int height, PixelFormat format, nint stream = 0, ColorDescription? color = null)
    {
        CudaLayout layout = CudaLayout.For(width, height, format);
        if (CudaDriver.MissingPart.Length > 0)
        {
            throw new DeviceNotFoundException($"Frames in CUDA memory cannot be made: {CudaDriver.MissingPart}.");
        }

        CudaDriver.Enter(context);
        CudaDriver.Leave();
        _color = color ?? ColorDescription.Unspecified.Resolve(format, width, height);
        _pool = new CudaFramePool(context, stream, layout);
    }

    /// <summary>The formats that pictures in CUDA memory can have.</summary>
    public static IReadOnlyList<PixelFormat> Formats { get; } = CudaLayout.Formats;

    /// <summary>Makes a frame of a picture where it lies. Dispose it.</summary>
    /// <param name="devicePointer">The address of the first row; further planes follow without a gap, all with this pitch.</param>
    /// <param name="pitch">Bytes from one row to the next.</param>
    /// <param name="timestamp">Nanoseconds since the source's start; above that of the frame before.</param>
    /// <param name="released">Called once with the address when nobody reads the picture any more, on whichever thread gave
    /// it back last; until then the picture must stay as it is. It must not throw.</param>
    /// <remarks>NVENC keeps an address registered until its encoder closes: hand out a few buffers in turn, and free them
    /// after the target has completed.</remarks>
    /// <exception cref="GiftGrabException">The address is not in CUDA memory, or the picture does not fit there.</exception>
    public VideoFrame Wrap(nint devicePointer, int pitch, long timestamp, Action<nint>? released = null)
    {
        _pool.Layout.CheckPitch(0, pitch);
        ulong needed = _pool.Layout.BytesOf(pitch);
        CheckMemory(devicePointer, needed);
        VideoFrame frame = VideoFrame.Rent();
        try
        {
            _pool.Wrap(frame.Native, devicePointer, pitch, released);
            return Describe(frame, timestamp);
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="Copy(ReadOnlySpan{CudaPlane}, long)"/>
    public VideoFrame Copy(IReadOnlyList<CudaPlane> planes, long timestamp) => Copy(planes.ToArray().AsSpan(), timestamp);

    /// <summary>Copies a picture within the device's memory, where its planes lie apart. Dispose the frame.</summary>
    /// <param name="planes">Each plane, in the format's order.</param>
    /// <param name="timestamp">Nanoseconds since the source's start; above that of the frame before.</param>
    /// <returns>The copy, finished; the planes may be overwritten.</returns>
    /// <exception cref="GiftGrabException">An address is not in CUDA memory, or a plane does not fit there.</exception>
    public VideoFrame Copy(ReadOnlySpan<CudaPlane> planes, long timestamp)
    {
        CudaLayout layout = _pool.Layout;
        if (planes.Length != layout.PlaneCount)
        {
            throw new GiftGrabException($"A picture in {layout.Format.Name} has {layout.PlaneCount} planes, not {planes.Length}.");
        }

        for (int i = 0; i < planes.Length; i++)
        {
            layout.CheckPitch(i, planes[i].Pitch);
            CheckMemory(planes[i].Pointer, layout.BytesOf(i, planes[i].Pitch));
        }

        VideoFrame frame = VideoFrame.Rent();
        try
        {
            _pool.Allocate(frame.Native);
            CopyPlanes(planes, frame);
            return Describe(frame, timestamp);
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    /// <summary>Ends the making of frames; those in use stay good.</summary>
    public void Dispose() => _pool.Dispose();

    private void CheckMemory(nint devicePointer, ulong needed)
    {
        CudaDriver.Enter(_pool.Context);
        try
        {
            ulong there = CudaDriver.BytesBehind(devicePointer);
            if (there < needed)
            {
                throw new GiftGrabException(
                    $"The picture needs {needed} bytes from address 0x{devicePointer:x} on; its allocation ends after {there}.");
            }
        }
        finally
        {
            CudaDriver.Leave();
        }
    }

    private void CopyPlanes(ReadOnlySpan<CudaPlane> planes, VideoFrame frame)
    {
        CudaDriver.Enter(_pool.Context);
        try
        {
            for (int i = 0; i < planes.Length; i++)
            {
                var target = new CudaPlane(frame.GetPointer(i), frame.GetStride(i));
                CudaDriver.CopyRows(planes[i], target, _pool.Layout.RowBytes(i), _pool.Layout.Rows(i), _pool.Stream);
            }

            CudaDriver.Wait(_pool.Stream);
        }
        finally
        {
            CudaDriver.Leave();
        }
    }

    private VideoFrame Describe(VideoFrame frame, long timestamp)
    {
        frame.SetColor(_color);
        frame.Number = _number++;
        frame.Timestamp = timestamp;
        frame.CaptureTime = TimeProvider.System.GetUtcNow().UtcDateTime;
        frame.SourceName = "cuda";
        return frame;
    }
}
