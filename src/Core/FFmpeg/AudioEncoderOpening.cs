using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Opens encoders of sound.</summary>
internal static unsafe class AudioEncoderOpening
{
    /// <summary>Opens an encoder.</summary>
    /// <exception cref="VideoTargetException">It is not in this FFmpeg, or refuses a setting.</exception>
    public static Encoder Open(AudioEncoderSettings settings)
    {
        AVCodec* codec = EncoderCatalog.Find(settings.Encoder);
        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(codec);
        try
        {
            context->sample_rate = settings.Format.SampleRate;
            context->sample_fmt = SampleFormats.Find(settings.Format.SampleFormat);
            context->time_base = new AVRational { num = 1, den = settings.Format.SampleRate };
            context->bit_rate = settings.BitRate;
            context->bits_per_raw_sample = settings.BitsPerSample;
            context->flags |= settings.GlobalHeader ? ffmpeg.AV_CODEC_FLAG_GLOBAL_HEADER : 0;
            ffmpeg.av_channel_layout_default(&context->ch_layout, settings.Format.Channels);
            EncoderOpening.Open(
                context,
                codec,
                settings.Options,
                () => $"{settings.Format.Channels} channels at {settings.Format.SampleRate} Hz");
            return new Encoder(context, null, default);
        }
        catch
        {
            ffmpeg.avcodec_free_context(&context);
            throw;
        }
    }
}
