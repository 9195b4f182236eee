using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Pictures in a device's memory.</summary>
internal static unsafe class HardwareFrames
{
    /// <summary>How the pixels of a picture in a device's memory are laid out there; the format itself for others.</summary>
    public static PixelFormat FormatOnDevice(VideoFrame frame) => frame.Native.Pointer->hw_frames_ctx is null
        ? frame.Format
        : PixelFormats.Of(((AVHWFramesContext*)frame.Native.Pointer->hw_frames_ctx->data)->sw_format);

    /// <summary>Copies a picture into the processor's memory, in the wanted format. The caller disposes it.</summary>
    public static VideoFrame Download(VideoFrame source, PixelFormat format)
    {
        VideoFrame local = VideoFrame.Rent();
        try
        {
            FrameBuffers.Allocate(local.Native, source.Width, source.Height, FormatOnDevice(source));
            FFmpegError.Check(
                ffmpeg.av_hwframe_transfer_data(local.Native.Pointer, source.Native.Pointer, 0),
                nameof(ffmpeg.av_hwframe_transfer_data),
                $"The copy of a {source.Width}x{source.Height} picture out of {source.Format.Name} memory");
            local.SetColor(source.Color.Resolve(local.Format, local.Width, local.Height));
            local.CopyPropertiesFrom(source);
            if (local.Format == format)
            {
                return local;
            }
        }
        catch
        {
            local.Dispose();
            throw;
        }

        try
        {
            return FrameConverter.Convert(local, format);
        }
        finally
        {
            local.Dispose();
        }
    }
}
