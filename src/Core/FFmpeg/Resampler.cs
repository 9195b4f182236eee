using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Changes how sound is sampled, and cuts it into blocks of any size.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed unsafe class Resampler : IDisposable
{
    private readonly AudioFormat _target;
    private SwrContext* _context;

    /// <summary>Prepares for sound like a block's.</summary>
    public Resampler(AudioFrame source, AudioFormat target)
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
        FFmpegError.Check(ffmpeg.swr_init(_context), nameof(ffmpeg.swr_init), subject);
    }

    /// <summary>What comes in.</summary>
    public AudioFormat SourceFormat { get; }

    /// <summary>Samples of each channel that wait, at the target's rate.</summary>
    public long Waiting => ffmpeg.swr_get_delay(_context, _target.SampleRate);

    /// <summary>Takes a block.</summary>
    public void Add(AudioFrame source)
    {
        AVFrame* native = source.Native.Pointer;
        Check(ffmpeg.swr_convert(_context, null, 0, native->extended_data, native->nb_samples));
    }

    /// <summary>Takes silence.</summary>
    /// <param name="samples">Samples of each channel, at the source's rate.</param>
    public void AddSilence(int samples) => Check(ffmpeg.swr_inject_silence(_context, samples));

    /// <summary>Fills a block with what waits.</summary>
    /// <param name="target">A block of the target's format.</param>
    /// <returns>How many samples of each channel it got.</returns>
    public int Take(AudioFrame target)
    {
        AVFrame* native = target.Native.Pointer;
        return Check(ffmpeg.swr_convert(_context, native->extended_data, native->nb_samples, null, 0));
    }

    public void Dispose()
    {
        SwrContext* context = _context;
        _context = null;
        ffmpeg.swr_free(&context);
    }

    private int Check(int result) =>
        result >= 0 ? result : throw new FFmpegException(nameof(ffmpeg.swr_convert), result, $"The conversion of sound to {_target}");
}
