using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Frees encoders.</summary>
internal static unsafe class EncoderClosing
{
    /// <summary>Frees an encoder, open or not.</summary>
    /// <param name="context">The encoder; null afterwards.</param>
    /// <param name="hadFrames">Whether it was given a frame.</param>
    public static void Free(AVCodecContext** context, bool hadFrames)
    {
        // SVT-AV1 1.4 never returns from closing when it was given no picture, so it gets one that nobody sees.
        if (!hadFrames && ffmpeg.avcodec_is_open(*context) != 0 && NativeText.Read((*context)->codec->name) == "libsvtav1")
        {
            using VideoFrame picture = VideoFrame.Rent();
            FrameBuffers.Allocate(picture.Native, (*context)->width, (*context)->height, PixelFormats.Of((*context)->pix_fmt));
            picture.Native.Pointer->pts = 0;
            _ = ffmpeg.avcodec_send_frame(*context, picture.Native.Pointer);
        }

        ffmpeg.avcodec_free_context(context);
    }
}
