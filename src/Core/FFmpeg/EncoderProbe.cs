using System.Runtime.InteropServices;
using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Finds out whether an encoder works: opens it and encodes one small picture; of sound, opens it for stereo at 48 kHz.</summary>
internal static unsafe class EncoderProbe
{
    // Devices refuse smaller ones (NVENC's AV1 below 192x128) and sizes that are not multiples of 16.
    private const int Width = 320;
    private const int Height = 240;

    /// <summary>Opens the encoder, uses it and closes it.</summary>
    /// <param name="encoder">FFmpeg's name of an encoder that is in this FFmpeg.</param>
    /// <param name="hardware">The device that it needs; off for none.</param>
    /// <param name="reason">Why it does not open; empty where it does.</param>
    public static bool TryOpen(string encoder, HardwareAcceleration hardware, out string reason)
    {
        AVCodec* codec = EncoderCatalog.Find(encoder);
        reason = MissingPart(hardware);
        if (reason.Length > 0)
        {
            return false;
        }

        if (hardware == HardwareAcceleration.Off)
        {
            return TryOpen(codec, null, out reason);
        }

        using HardwareDevice? device = HardwareDevice.TryOpen(hardware, out reason);
        return device is not null && TryOpen(codec, device, out reason);
    }

    public static EncoderCapability Describe(string encoder)
    {
        HardwareAcceleration hardware = EncoderTable.HardwareOf(encoder);
        if (!EncoderCatalog.Has(encoder))
        {
            return new EncoderCapability(encoder, string.Empty, hardware, false, $"this FFmpeg has no encoder {encoder}", []);
        }

        bool works = TryOpen(encoder, hardware, out string reason);
        return new EncoderCapability(
            encoder,
            ffmpeg.avcodec_get_name(EncoderCatalog.Find(encoder)->id),
            hardware,
            works,
            works ? null : reason,
            [.. EncoderCatalog.FormatsOf(encoder).Select(format => format.Name)]);
    }

    private static bool TryOpen(AVCodec* codec, HardwareDevice? device, out string reason)
    {
        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(codec);
        AVDictionary* options = null;
        VideoFrame picture = VideoFrame.Rent();
        bool hadFrames = false;
        try
        {
            context->strict_std_compliance = ffmpeg.FF_COMPLIANCE_EXPERIMENTAL;
            context->thread_count = 1;
            bool isPicture = codec->type == AVMediaType.AVMEDIA_TYPE_VIDEO;
            string name = NativeText.Read(codec->name);
            EncoderChatter.Silence(name);
            if (name == "libx265")
            {
                FFmpegError.Check(ffmpeg.av_dict_set(&options, "x265-params", "log-level=none", 0), nameof(ffmpeg.av_dict_set), name);
            }

            int result = isPicture ? SetPicture(codec, context, device) : SetSound(codec, context);
            IReadOnlyList<string> complaints = [];
            result = result < 0 ? result : Open(context, codec, &options, out complaints);
            result = result < 0 || !isPicture ? result : EncodeOne(context, picture, out hadFrames);
            reason = result >= 0 ? string.Empty : $"{name} does not work ({EncoderOpening.Reason(result, complaints)})";
            return result >= 0;
        }
        finally
        {
            picture.Dispose();
            ffmpeg.av_dict_free(&options);
            EncoderClosing.Free(&context, hadFrames);
        }
    }

    private static int EncodeOne(AVCodecContext* context, VideoFrame picture, out bool hadFrames)
    {
        hadFrames = false;
        AVFrame* frame = picture.Native.Pointer;
        if (context->hw_frames_ctx is null)
        {
            FrameBuffers.Allocate(picture.Native, Width, Height, PixelFormats.Of(context->pix_fmt));
        }
        else
        {
            int got = ffmpeg.av_hwframe_get_buffer(context->hw_frames_ctx, frame, 0);
            if (got < 0)
            {
                return got;
            }
        }

        frame->pts = 0;
        int result = ffmpeg.avcodec_send_frame(context, frame);
        if (result < 0)
        {
            return result;
        }

        hadFrames = true;
        AVPacket* packet = ffmpeg.av_packet_alloc();
        _ = ffmpeg.avcodec_send_frame(context, null);
        while ((result = ffmpeg.avcodec_receive_packet(context, packet)) >= 0)
        {
            ffmpeg.av_packet_unref(packet);
        }

        ffmpeg.av_packet_free(&packet);
        return result == ffmpeg.AVERROR_EOF ? 0 : result;
    }

    private static int Open(AVCodecContext* context, AVCodec* codec, AVDictionary** options, out IReadOnlyList<string> complaints) =>
        FFmpegLog.Listen(() => ThreadScheduling.Keep(() => ffmpeg.avcodec_open2(context, codec, options)), out complaints);

    private static int SetSound(AVCodec* codec, AVCodecContext* context)
    {
        context->sample_rate = 48000;
        context->time_base = new AVRational { num = 1, den = context->sample_rate };
        context->sample_fmt = *codec->sample_fmts;
        ffmpeg.av_channel_layout_default(&context->ch_layout, 2);
        return 0;
    }

    private static int SetPicture(AVCodec* codec, AVCodecContext* context, HardwareDevice? device)
    {
        context->width = Width;
        context->height = Height;
        context->time_base = new AVRational { num = 1, den = 30 };
        context->framerate = new AVRational { num = 30, den = 1 };
        context->pix_fmt = codec->pix_fmts is null ? AVPixelFormat.AV_PIX_FMT_YUV420P : *codec->pix_fmts;
        if (device is null)
        {
            return 0;
        }

        context->pix_fmt = HardwareDevice.FormatOf(device.Kind).ToNative();
        AVBufferRef* pool = null;
        int result = device.TryCreatePool(PixelFormat.Nv12, Width, Height, 1, &pool);
        context->hw_frames_ctx = pool;
        return result;
    }

    // In a container NVIDIA's compute driver is often there and its video part is not; FFmpeg only says "operation not permitted".
    private static string MissingPart(HardwareAcceleration hardware)
    {
        const string nvenc = "libnvidia-encode.so.1";
        if (hardware != HardwareAcceleration.Nvidia || HardwareDevice.MissingPart(hardware).Length > 0)
        {
            return string.Empty;
        }

        if (!NativeLibrary.TryLoad(nvenc, out nint library))
        {
            return $"nvenc: the NVIDIA driver has no video part here ({nvenc} is not installed)";
        }

        NativeLibrary.Free(library);
        return string.Empty;
    }
}
