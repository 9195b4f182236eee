using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>The device side of an encoder that reads pictures from the device's memory.</summary>
internal sealed unsafe class HardwareUpload : IDisposable
{
    // As many pictures as an encoder with B-frames holds at once.
    private const int PoolSize = 20;

    private AVBufferRef* _pool;

    private HardwareUpload(AVBufferRef* pool) => _pool = pool;

    /// <summary>Gives the encoder its device, and where it reads device memory alone, a pool of pictures in it.</summary>
    /// <returns>What copies pictures into that pool; <see langword="null"/> where the encoder takes them as they are.</returns>
    /// <exception cref="VideoTargetException">The device does not work.</exception>
    public static HardwareUpload? Attach(AVCodecContext* context, VideoEncoderSettings settings)
    {
        using HardwareDevice device = HardwareDevice.TryOpen(settings.Hardware, out string reason)
            ?? throw new VideoTargetException(reason);
        if (!settings.NeedsDeviceFrames)
        {
            context->hw_device_ctx = device.NewReference();
            return null;
        }

        AVBufferRef* pool = null;
        FFmpegError.Check(
            device.TryCreatePool(settings.Format, settings.Width, settings.Height, PoolSize, &pool),
            nameof(ffmpeg.av_hwframe_ctx_init),
            $"{HardwareAccelerationNames.NameOf(settings.Hardware)} memory for {settings.Width}x{settings.Height} {settings.Format}");
        context->pix_fmt = HardwareDevice.FormatOf(device.Kind).ToNative();
        context->hw_frames_ctx = ffmpeg.av_buffer_ref(pool);
        return new HardwareUpload(pool);
    }

    /// <summary>Copies a picture into the device's memory.</summary>
    public void Copy(NativeFrame source, NativeFrame target)
    {
        target.Clear();
        FFmpegError.Check(
            ffmpeg.av_hwframe_get_buffer(_pool, target.Pointer, 0), nameof(ffmpeg.av_hwframe_get_buffer), "A picture on the device");
        FFmpegError.Check(
            ffmpeg.av_hwframe_transfer_data(target.Pointer, source.Pointer, 0), nameof(ffmpeg.av_hwframe_transfer_data), "A picture on the device");
        FFmpegError.Check(
            ffmpeg.av_frame_copy_props(target.Pointer, source.Pointer), nameof(ffmpeg.av_frame_copy_props), "A picture on the device");
    }

    public void Dispose()
    {
        AVBufferRef* pool = _pool;
        _pool = null;
        ffmpeg.av_buffer_unref(&pool);
    }
}
