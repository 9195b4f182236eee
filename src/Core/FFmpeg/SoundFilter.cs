using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Owns a chain of FFmpeg's filters of sound, such as <c>volume=0.5,highpass=f=200</c>.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed unsafe class SoundFilter : IDisposable
{
    // Times in nanoseconds go through as they are.
    private const int TimeBase = 1_000_000_000;
    private readonly NativeFrame _scratch = new();
    private readonly string _text;
    private AVFilterGraph* _graph;
    private AVFilterContext* _source;
    private AVFilterContext* _sink;

    /// <summary>Prepares for sound like a block's.</summary>
    /// <param name="text">The chain, as FFmpeg's <c>-af</c> takes it.</param>
    /// <param name="like">A block of what comes in.</param>
    /// <exception cref="VideoTargetException">The chain is not usable; the sentence tells why.</exception>
    public SoundFilter(string text, AudioFrame like)
        : this(text, Describe(like), isComplete: true)
    {
    }

    private SoundFilter(string text, string input, bool isComplete)
    {
        FFmpegLibraries.EnsureLoaded();
        _text = text;
        try
        {
            Require(FFmpegLog.Listen(() => Build(input, isComplete), out IReadOnlyList<string> complaints), complaints);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Makes sure that a chain is understood, before there is any sound.</summary>
    /// <exception cref="VideoTargetException">It is not; the sentence tells why.</exception>
    public static void Check(string text)
    {
        using var filter = new SoundFilter(text, $"time_base=1/{TimeBase}:sample_rate=48000:sample_fmt=fltp:channel_layout=stereo", isComplete: false);
    }

    /// <summary>How sound is sampled behind a chain.</summary>
    /// <param name="text">The chain.</param>
    /// <param name="source">How it is before.</param>
    /// <exception cref="VideoTargetException">The chain is not usable; the sentence tells why.</exception>
    public static AudioFormat FormatBehind(string text, AudioFormat source)
    {
        FFmpegLibraries.EnsureLoaded();
        AVChannelLayout layout = default;
        ffmpeg.av_channel_layout_default(&layout, source.Channels);
        using var filter = new SoundFilter(text, Describe(source, &layout), isComplete: true);
        return new AudioFormat(
            ffmpeg.av_buffersink_get_sample_rate(filter._sink),
            ffmpeg.av_buffersink_get_channels(filter._sink),
            SampleFormats.NameOf((AVSampleFormat)ffmpeg.av_buffersink_get_format(filter._sink)));
    }

    /// <summary>Hands a block over; then take what comes out until nothing does.</summary>
    /// <param name="block">Stays the caller's; <see langword="null"/> says that none follows.</param>
    public void Send(AudioFrame? block)
    {
        if (block is null)
        {
            Require(ffmpeg.av_buffersrc_add_frame_flags(_source, null, 0), []);
            return;
        }

        _scratch.ReferTo(block.Native);
        Place(&_scratch.Pointer->ch_layout);
        _scratch.Pointer->pts = block.Timestamp;
        int result = ffmpeg.av_buffersrc_add_frame_flags(_source, _scratch.Pointer, 0);
        _scratch.Clear();
        Require(result, []);
    }

    /// <summary>The next block, which the caller disposes, with its time; <see langword="null"/> where none is ready.</summary>
    public AudioFrame? TryTake()
    {
        AudioFrame block = AudioFrame.Rent();
        int result = ffmpeg.av_buffersink_get_frame(_sink, block.Native.Pointer);
        if (result < 0)
        {
            block.Dispose();
            if (result != FFmpegError.Again && result != ffmpeg.AVERROR_EOF)
            {
                Require(result, []);
            }

            return null;
        }

        block.Timestamp = Rationals.ToNanoseconds(block.Native.Pointer->pts, ffmpeg.av_buffersink_get_time_base(_sink)) ?? 0;
        block.Duration = block.SampledLength;
        return block;
    }

    public void Dispose()
    {
        AVFilterGraph* graph = _graph;
        _graph = null;
        ffmpeg.avfilter_graph_free(&graph);
        _scratch.Clear();
    }

    private static string Describe(AudioFrame like)
    {
        AVChannelLayout layout = like.Native.Pointer->ch_layout;
        Place(&layout);
        return Describe(new AudioFormat(like.SampleRate, like.Channels, like.SampleFormat), &layout);
    }

    // Microphones and WAV files only count their channels, and filters want to know where each is heard.
    private static void Place(AVChannelLayout* channels)
    {
        if (channels->order == AVChannelOrder.AV_CHANNEL_ORDER_UNSPEC)
        {
            ffmpeg.av_channel_layout_default(channels, channels->nb_channels);
        }
    }

    private static string Describe(AudioFormat format, AVChannelLayout* channels)
    {
        const int size = 128;
        byte* layout = stackalloc byte[size];
        FFmpegError.Check(
            ffmpeg.av_channel_layout_describe(channels, layout, size), nameof(ffmpeg.av_channel_layout_describe), "A layout of channels");
        return $"time_base=1/{TimeBase}:sample_rate={format.SampleRate}:sample_fmt={format.SampleFormat}:channel_layout={NativeText.Read(layout)}";
    }

    private int Build(string input, bool isComplete)
    {
        _graph = ffmpeg.avfilter_graph_alloc();
        AVFilterContext* source = null;
        AVFilterContext* sink = null;
        AVFilterInOut* outputs = ffmpeg.avfilter_inout_alloc();
        AVFilterInOut* inputs = ffmpeg.avfilter_inout_alloc();
        try
        {
            int result = ffmpeg.avfilter_graph_create_filter(&source, ffmpeg.avfilter_get_by_name("abuffer"), "in", input, null, _graph);
            result = result < 0 ? result : ffmpeg.avfilter_graph_create_filter(&sink, ffmpeg.avfilter_get_by_name("abuffersink"), "out", null!, null, _graph);
            if (result < 0)
            {
                return result;
            }

            _source = source;
            _sink = sink;

            // From the chain's view: its input is what comes out of our source.
            Name(outputs, "in", source);
            Name(inputs, "out", sink);
            result = ffmpeg.avfilter_graph_parse_ptr(_graph, _text, &inputs, &outputs, null);
            return result < 0 || !isComplete ? result : ffmpeg.avfilter_graph_config(_graph, null);
        }
        finally
        {
            ffmpeg.avfilter_inout_free(&inputs);
            ffmpeg.avfilter_inout_free(&outputs);
        }
    }

    private static void Name(AVFilterInOut* end, string name, AVFilterContext* filter)
    {
        end->name = ffmpeg.av_strdup(name);
        end->filter_ctx = filter;
        end->pad_idx = 0;
        end->next = null;
    }

    private void Require(int result, IReadOnlyList<string> complaints)
    {
        if (result < 0)
        {
            throw new VideoTargetException($"The audio filter \"{_text}\" is not usable: {EncoderOpening.Reason(result, complaints)}; \"ffmpeg -filters\" lists those there are.");
        }
    }
}
