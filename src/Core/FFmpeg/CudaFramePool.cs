using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>FFmpeg's description of pictures in the memory of a CUDA context that the program made.</summary>
internal sealed unsafe class CudaFramePool : IDisposable
{
    private AVBufferRef* _frames;

    public CudaFramePool(nint context, nint stream, CudaLayout layout)
    {
        FFmpegLibraries.EnsureLoaded();
        Context = context;
        Stream = stream;
        Layout = layout;
        AVBufferRef* device = ffmpeg.av_hwdevice_ctx_alloc(AVHWDeviceType.AV_HWDEVICE_TYPE_CUDA);
        if (device is null)
        {
            throw new GiftGrabException("This FFmpeg was built without CUDA.");
        }

        try
        {
            var cuda = (CudaDeviceContext*)((AVHWDeviceContext*)device->data)->hwctx;
            cuda->Context = context;
            cuda->Stream = stream;
            Check(ffmpeg.av_hwdevice_ctx_init(device), nameof(ffmpeg.av_hwdevice_ctx_init));
            _frames = ffmpeg.av_hwframe_ctx_alloc(device);
            var frames = (AVHWFramesContext*)_frames->data;
            frames->format = AVPixelFormat.AV_PIX_FMT_CUDA;
            frames->sw_format = layout.Format.ToNative();
            frames->width = layout.Width;
            frames->height = layout.Height;
            Check(ffmpeg.av_hwframe_ctx_init(_frames), nameof(ffmpeg.av_hwframe_ctx_init));
        }
        catch
        {
            Dispose();
            throw;
        }
        finally
        {
            ffmpeg.av_buffer_unref(&device);
        }
    }

    public nint Context { get; }

    public nint Stream { get; }

    public CudaLayout Layout { get; }

    /// <summary>Makes an empty frame a view of the program's memory.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="pointer">The first row; the planes follow each other.</param>
    /// <param name="pitch">Bytes from one row to the next.</param>
    /// <param name="released">Called with the pointer when the last reference is gone.</param>
    public void Wrap(NativeFrame frame, nint pointer, int pitch, Action<nint>? released)
    {
        EnsureUsable();
        AVFrame* native = frame.Pointer;
        nint handle = released is null ? 0 : GCHandle.ToIntPtr(GCHandle.Alloc(released));
        AVBufferRef* buffer = ffmpeg.av_buffer_create(
            (byte*)pointer,
            Layout.BytesOf(pitch),
            new av_buffer_create_free_func { Pointer = (nint)(delegate* unmanaged[Cdecl]<void*, byte*, void>)&OnReleased },
            (void*)handle,
            0);
        if (buffer is null)
        {
            FreeHandle(handle);
            throw new OutOfMemoryException("No memory for a frame.");
        }

        native->buf[0] = buffer;
        native->format = (int)AVPixelFormat.AV_PIX_FMT_CUDA;
        native->width = Layout.Width;
        native->height = Layout.Height;
        native->hw_frames_ctx = ffmpeg.av_buffer_ref(_frames);
        byte* plane = (byte*)pointer;
        for (int i = 0; i < Layout.PlaneCount; i++)
        {
            native->data[(uint)i] = plane;
            native->linesize[(uint)i] = pitch;
            plane += (nint)pitch * Layout.Rows(i);
        }

        native->extended_data = (byte**)&native->data;
    }

    /// <summary>Gives an empty frame device memory of FFmpeg's, which returns to its pool with the last reference.</summary>
    public void Allocate(NativeFrame frame)
    {
        EnsureUsable();
        Check(ffmpeg.av_hwframe_get_buffer(_frames, frame.Pointer, 0), nameof(ffmpeg.av_hwframe_get_buffer));
    }

    public void Dispose()
    {
        AVBufferRef* frames = _frames;
        _frames = null;
        ffmpeg.av_buffer_unref(&frames);
    }

    private void EnsureUsable() => ObjectDisposedException.ThrowIf(_frames is null, typeof(CudaFrames));

    private void Check(int result, string function)
    {
        if (result < 0)
        {
            throw new FFmpegException(function, result, $"CUDA memory for {Layout.Width}x{Layout.Height} {Layout.Format.Name}");
        }
    }

    private static Action<nint>? FreeHandle(nint handle)
    {
        if (handle == 0)
        {
            return null;
        }

        GCHandle held = GCHandle.FromIntPtr(handle);
        var released = (Action<nint>)held.Target!;
        held.Free();
        return released;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnReleased(void* handle, byte* pointer)
    {
        try
        {
            FreeHandle((nint)handle)?.Invoke((nint)pointer);
        }
        catch (Exception exception)
        {
            // An exception cannot pass through FFmpeg's frames.
            CoreLog.ReleaseFailed(GiftGrabLog.Logger, (nint)pointer, exception);
        }
    }
}
