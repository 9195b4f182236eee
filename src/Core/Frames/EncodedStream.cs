using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>What a stream of packets carries.</summary>
public enum StreamKind
{
    /// <summary>Pictures.</summary>
    Video,

    /// <summary>Sound.</summary>
    Audio,
}

/// <summary>What an output has to know of a stream before its first packet. Immutable; shared by its packets.</summary>
public sealed unsafe class EncodedStream
{
    private readonly AVCodecParameters* _parameters;

    /// <summary>Takes a copy of the parameters.</summary>
    internal EncodedStream(AVCodecParameters* parameters, AVRational timeBase, FrameRate frameRate, string encoderName)
    {
        _parameters = ffmpeg.avcodec_parameters_alloc();
        FFmpegError.Check(
            ffmpeg.avcodec_parameters_copy(_parameters, parameters), nameof(ffmpeg.avcodec_parameters_copy), "A stream's parameters");
        TimeBase = timeBase;
        FrameRate = frameRate;
        EncoderName = encoderName;
    }

    /// <summary>Frees the native copy.</summary>
    ~EncodedStream()
    {
        AVCodecParameters* parameters = _parameters;
        ffmpeg.avcodec_parameters_free(&parameters);
    }

    /// <summary>Pictures or sound.</summary>
    public StreamKind Kind => _parameters->codec_type == AVMediaType.AVMEDIA_TYPE_AUDIO ? StreamKind.Audio : StreamKind.Video;

    /// <summary>FFmpeg's name of the codec, such as <c>hevc</c>.</summary>
    public string CodecName => ffmpeg.avcodec_get_name(_parameters->codec_id);

    /// <summary>FFmpeg's name of the encoder that makes it, such as <c>libx265</c>.</summary>
    public string EncoderName { get; }

    /// <summary>The nominal frame rate; unknown for sound.</summary>
    public FrameRate FrameRate { get; }

    /// <summary>Columns; 0 for sound.</summary>
    public int Width => _parameters->width;

    /// <summary>Rows; 0 for sound.</summary>
    public int Height => _parameters->height;

    /// <summary>The pixel format that is encoded; none for sound.</summary>
    public PixelFormat PixelFormat => Kind == StreamKind.Video ? new PixelFormat(_parameters->format) : PixelFormat.None;

    /// <summary>The codec's own header bytes (parameter sets and the like).</summary>
    /// <returns>Valid as long as this object is referenced.</returns>
    public ReadOnlySpan<byte> GetExtraData() => new(_parameters->extradata, _parameters->extradata_size);

    /// <summary>A copy of the codec's own header bytes, for languages that have no spans.</summary>
    public byte[] CopyExtraData() => GetExtraData().ToArray();

    /// <summary>How code values of pictures become colours.</summary>
    public ColorDescription Color => new(
        (ColorMatrix)_parameters->color_space,
        (ColorRange)_parameters->color_range,
        (int)_parameters->color_primaries,
        (int)_parameters->color_trc);

    /// <summary>Samples a second and channel, in hertz; 0 for pictures.</summary>
    public int SampleRate => _parameters->sample_rate;

    /// <summary>Channels; 0 for pictures.</summary>
    public int Channels => _parameters->ch_layout.nb_channels;

    /// <summary>The unit in which the packets' native times count.</summary>
    internal AVRational TimeBase { get; }

    internal AVCodecParameters* Parameters => _parameters;

    /// <summary>How many packets a second it has, about; where it does not tell, as many as are usual at most.</summary>
    internal double PacketRate => Kind == StreamKind.Video
        ? (FrameRate.IsKnown ? FrameRate.FramesPerSecond : 120)
        : SampleRate / (double)(_parameters->frame_size > 1 ? _parameters->frame_size : 960);

    /// <summary>This stream as a container gives it back: with the codec's header in the container's form, and its unit of time.</summary>
    /// <param name="parameters">What the container says of it; only the header is taken.</param>
    /// <param name="timeBase">The container's unit.</param>
    internal EncodedStream ReadBack(AVCodecParameters* parameters, AVRational timeBase)
    {
        var container = new EncodedStream(parameters, timeBase, FrameRate, EncoderName);
        var known = new EncodedStream(_parameters, timeBase, FrameRate, EncoderName);
        byte* header = container._parameters->extradata;
        int size = container._parameters->extradata_size;
        container._parameters->extradata = known._parameters->extradata;
        container._parameters->extradata_size = known._parameters->extradata_size;
        known._parameters->extradata = header;
        known._parameters->extradata_size = size;
        GC.KeepAlive(container);
        return known;
    }
}
