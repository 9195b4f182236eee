using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Changes how sound is sampled, and cuts it into blocks of any size.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed unsafe class Resampler : IDisposable
{
    private readonly AudioFormat _target;
    private SwrContext* _context;

    /// <summary>Prepares for sound like a block's.</summary>
    /// <param name="source">A block of what comes in.</param>
    /// <param name="target">What comes out.</param>
    /// <param name="isAdjustable">Whether <see cref="Stretch"/> will be used.</param>
    public Resampler(AudioFrame source, AudioFormat target, bool isAdjustable = false)
    {
        _target = target;
        AVFrame* native = source.Native.Pointer;
        AVChannelLayout layout = default;
        ffmpeg.av_channel_layout_default(&layout, target.Channels);
        AVChannelLayout from = native->ch_layout;
        SourceFormat = new AudioFormat(source.SampleRate, source.Channels, source.SampleFormat);
        string subject = $"The conversion of sound from {SourceFormat} to {target}";
        SwrContext* context = null;
        FFmpegError.Check(
            ffmpeg.swr_alloc_set_opts2(
                &context,
                &layout, SampleFormats.Find(target.SampleFormat), target.SampleRate,
                &from, (AVSampleFormat)native->format, native->sample_rate,
                0, null),
            nameof(ffmpeg.swr_alloc_set_opts2),
            subject);
        _context = context;
        if (isAdjustable)
        {
            // Also where both rates are the same; to begin with it later would lose what waits.
            FFmpegError.Check(ffmpeg.av_opt_set(_context, "flags", "res", 0), nameof(ffmpeg.av_opt_set), subject);
        }

        FFmpegError.Check(ffmpeg.swr_init(_context), nameof(ffmpeg.swr_init), subject);
    }

    /// <summary>What comes in.</summary>
    public AudioFormat SourceFormat { get; }

    /// <summary>Takes a block.</summary>
    public void Add(AudioFrame source) => Add(source, 0, source.SampleCount);

    /// <summary>Takes a part of a block.</summary>
    /// <param name="source">The block.</param>
    /// <param name="from">The first sample of each channel.</param>
    /// <param name="count">Samples of each channel.</param>
    public void Add(AudioFrame source, int from, int count)
    {
        AVFrame* native = source.Native.Pointer;
        (int planes, int size) = Layout(native);
        byte** data = stackalloc byte*[planes];
        for (int i = 0; i < planes; i++)
        {
            data[i] = native->extended_data[i] + (from * size);
        }

        Check(ffmpeg.swr_convert(_context, null, 0, data, count));
    }

    /// <summary>Takes silence.</summary>
    /// <param name="samples">Samples of each channel, at the source's rate.</param>
    public void AddSilence(int samples) => Check(ffmpeg.swr_inject_silence(_context, samples));

    /// <summary>Makes what comes next last longer or shorter, without a seam.</summary>
    /// <param name="samples">Samples of each channel to add, or below 0 to take away.</param>
    /// <param name="over">Samples of each channel over which that is spread, at the target's rate.</param>
    public void Stretch(int samples, int over) => Check(ffmpeg.swr_set_compensation(_context, samples, over));

    /// <summary>Fills a block with what waits.</summary>
    /// <param name="target">A block of the target's format.</param>
    /// <param name="from">Samples of each channel that are in it already.</param>
    /// <param name="isLast">Whether nothing comes any more, so that what the filter holds back comes out, too.</param>
    /// <returns>How many samples of each channel it got.</returns>
    public int Take(AudioFrame target, int from, bool isLast)
    {
        AVFrame* native = target.Native.Pointer;
        (int planes, int size) = Layout(native);
        byte** free = stackalloc byte*[planes];
        for (int i = 0; i < planes; i++)
        {
            free[i] = native->extended_data[i] + (from * size);
        }

        // No input at all would tell the filter that the end has come.
        return Check(ffmpeg.swr_convert(_context, free, native->nb_samples - from, isLast ? null : free, 0));
    }

    public void Dispose()
    {
        SwrContext* context = _context;
        _context = null;
        ffmpeg.swr_free(&context);
    }

    /// <summary>How many planes there are, and the bytes of one sample of each.</summary>
    private static (int Planes, int Size) Layout(AVFrame* native)
    {
        int planes = ffmpeg.av_sample_fmt_is_planar((AVSampleFormat)native->format) != 0 ? native->ch_layout.nb_channels : 1;
        return (planes, ffmpeg.av_get_bytes_per_sample((AVSampleFormat)native->format) * (native->ch_layout.nb_channels / planes));
    }

    private int Check(int result) =>
        result >= 0 ? result : throw new FFmpegException(nameof(ffmpeg.swr_convert), result, $"The conversion of sound to {_target}");
}
