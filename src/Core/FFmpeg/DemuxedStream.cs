using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>What a container says of one of its streams. Valid as long as the demuxer is open.</summary>
internal sealed unsafe class DemuxedStream
{
    private readonly AVFormatContext* _context;

    public DemuxedStream(AVFormatContext* context, AVStream* stream)
    {
        _context = context;
        Pointer = stream;
    }

    public AVStream* Pointer { get; }

    public int Index => Pointer->index;

    /// <summary>When a packet of the stream is shown, in nanoseconds of the stream.</summary>
    public long? TimeOf(NativePacket packet) => packet.TimeIn(Pointer->time_base);

    public AVMediaType Kind => Parameters->codec_type;

    /// <summary>What it carries, by ffprobe's names.</summary>
    public string KindName => Kind switch
    {
        AVMediaType.AVMEDIA_TYPE_VIDEO => "video",
        AVMediaType.AVMEDIA_TYPE_AUDIO => "audio",
        AVMediaType.AVMEDIA_TYPE_SUBTITLE => "subtitle",
        AVMediaType.AVMEDIA_TYPE_ATTACHMENT => "attachment",
        _ => "data",
    };

    /// <summary>Whether it is a cover image rather than a moving picture.</summary>
    public bool IsAttachedPicture => (Pointer->disposition & ffmpeg.AV_DISPOSITION_ATTACHED_PIC) != 0;

    public string CodecName => ffmpeg.avcodec_get_name(Parameters->codec_id);

    /// <summary>The codec's profile; <see langword="null"/> where there is none.</summary>
    public string? Profile => ffmpeg.avcodec_profile_name(Parameters->codec_id, Parameters->profile);

    public int Width => Parameters->width;

    public int Height => Parameters->height;

    public PixelFormat PixelFormat => new(Kind == AVMediaType.AVMEDIA_TYPE_VIDEO ? Parameters->format : -1);

    public ColorDescription Color => new(
        (ColorMatrix)Parameters->color_space, (ColorRange)Parameters->color_range, (int)Parameters->color_primaries, (int)Parameters->color_trc);

    /// <summary>The rate that its pictures keep, as FFmpeg best knows.</summary>
    public FrameRate FrameRate => Rationals.ToFrameRate(ffmpeg.av_guess_frame_rate(_context, Pointer, null));

    /// <summary>The lowest rate that can place every picture exactly (ffprobe's <c>r_frame_rate</c>).</summary>
    public FrameRate RealFrameRate => Rationals.ToFrameRate(Pointer->r_frame_rate);

    /// <summary>Pictures over time (ffprobe's <c>avg_frame_rate</c>).</summary>
    public FrameRate AverageFrameRate => Rationals.ToFrameRate(Pointer->avg_frame_rate);

    public int SampleRate => Parameters->sample_rate;

    public int Channels => Parameters->ch_layout.nb_channels;

    public string SampleFormat =>
        SampleFormats.NameOf(Kind == AVMediaType.AVMEDIA_TYPE_AUDIO ? (AVSampleFormat)Parameters->format : AVSampleFormat.AV_SAMPLE_FMT_NONE);

    /// <summary>Bits a second; 0 where unknown.</summary>
    public long BitRate => Parameters->bit_rate;

    /// <summary>How many frames the container counts; 0 where it does not.</summary>
    public long FrameCount => Pointer->nb_frames;

    /// <summary>In nanoseconds.</summary>
    public long? Duration => Rationals.ToNanoseconds(Pointer->duration, Pointer->time_base);

    /// <summary>The time of its first unit, in nanoseconds.</summary>
    public long? StartTime => Rationals.ToNanoseconds(Pointer->start_time, Pointer->time_base);

    public IReadOnlyDictionary<string, string> Tags => NativeDictionary.Read(Pointer->metadata);

    private AVCodecParameters* Parameters => Pointer->codecpar;
}
