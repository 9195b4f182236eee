using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Opens encoders of pictures.</summary>
internal static unsafe class VideoEncoderOpening
{
    /// <summary>Opens an encoder.</summary>
    /// <param name="settings">How.</param>
    /// <param name="first">The first picture: its pixels' shape, and the device memory it is in, where it is.</param>
    /// <exception cref="VideoTargetException">It is not in this FFmpeg, refuses a setting, or its device does not work.</exception>
    public static Encoder Open(VideoEncoderSettings settings, VideoFrame? first = null)
    {
        AVCodec* codec = EncoderCatalog.Find(settings.Encoder);
        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(codec);
        HardwareUpload? upload = null;
        try
        {
            Describe(context, settings);
            if (first is not null)
            {
                context->sample_aspect_ratio = first.Native.Pointer->sample_aspect_ratio;
            }

            if (first is { Format.IsHardware: true } && first.Format == settings.Format)
            {
                context->hw_frames_ctx = ffmpeg.av_buffer_ref(first.Native.Pointer->hw_frames_ctx);
                context->pix_fmt = first.Format.ToNative();
            }
            else if (settings.Hardware != HardwareAcceleration.Off)
            {
                upload = HardwareUpload.Attach(context, settings);
            }

            EncoderOpening.Open(
                context,
                codec,
                settings.Options,
                () => $"{settings.Width}x{settings.Height} {settings.Format} at {settings.FrameRate} frames per second");
            return new Encoder(context, upload, settings.FrameRate);
        }
        catch
        {
            EncoderClosing.Free(&context, hadFrames: false);
            upload?.Dispose();
            throw;
        }
    }

    private static void Describe(AVCodecContext* context, VideoEncoderSettings settings)
    {
        context->width = settings.Width;
        context->height = settings.Height;
        context->pix_fmt = settings.Format.ToNative();
        context->time_base = new AVRational { num = 1, den = settings.TicksPerSecond };
        context->framerate = new AVRational { num = settings.FrameRate.Numerator, den = settings.FrameRate.Denominator };
        context->colorspace = (AVColorSpace)settings.Color.Matrix;
        context->color_range = (AVColorRange)settings.Color.Range;
        context->color_primaries = (AVColorPrimaries)settings.Color.Primaries;
        context->color_trc = (AVColorTransferCharacteristic)settings.Color.Transfer;
        context->thread_count = settings.Threads;
        context->gop_size = settings.GopLength ?? context->gop_size;
        context->max_b_frames = settings.MaxBFrames ?? context->max_b_frames;
        context->flags |= settings.GlobalHeader ? ffmpeg.AV_CODEC_FLAG_GLOBAL_HEADER : 0;
        if (settings.BitRate > 0)
        {
            // Two seconds of buffer at the average rate: the usual compromise between a steady rate and even quality.
            context->bit_rate = settings.BitRate;
            context->rc_max_rate = settings.BitRate;
            context->rc_buffer_size = (int)Math.Min(int.MaxValue, settings.BitRate * 2);
        }

        if (settings.QuantizerScale is { } scale)
        {
            context->flags |= ffmpeg.AV_CODEC_FLAG_QSCALE;
            context->global_quality = scale * ffmpeg.FF_QP2LAMBDA;
            context->qmin = 1;
        }

        if (settings.CodecTag is { Length: 4 } tag)
        {
            context->codec_tag = (uint)(tag[0] | (tag[1] << 8) | (tag[2] << 16) | (tag[3] << 24));
        }
    }
}
