using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>One stream of a container that is being written: fits its packets to the container.</summary>
/// <remarks>An encoder may feed several containers at once, so what one container needs is done here: codec headers
/// between the pictures where it has no place for them in front, the rate in those of a stream without times, and its own clock.</remarks>
internal sealed unsafe class MuxedStream : IDisposable
{
    /// <summary>H.264 counts two ticks for each frame, one for each of its fields (ITU-T H.264, E.2.1, num_units_in_tick).</summary>
    private const long TicksOfAFrame = 2;

    private readonly AVStream* _stream;
    private readonly AVRational _sourceTimeBase;
    private readonly long _delay;
    private AVBSFContext* _filter;
    private long _shift;
    private long _lastDecodeTime = long.MinValue;

    public MuxedStream(AVFormatContext* context, EncodedStream source, MuxerOptions options, string subject)
    {
        _sourceTimeBase = source.TimeBase;
        _stream = ffmpeg.avformat_new_stream(context, null);
        if (_stream is null)
        {
            throw new OutOfMemoryException($"No memory for a stream of {subject}.");
        }

        FFmpegError.Check(
            ffmpeg.avcodec_parameters_copy(_stream->codecpar, source.Parameters), nameof(ffmpeg.avcodec_parameters_copy), subject);
        _stream->codecpar->codec_tag = TagFor(source.Parameters, options.Format);
        if (source.Parameters->codec_id == AVCodecID.AV_CODEC_ID_RAWVIDEO)
        {
            _stream->codecpar->bits_per_coded_sample =
                ffmpeg.av_get_bits_per_pixel(ffmpeg.av_pix_fmt_desc_get((AVPixelFormat)source.Parameters->format));
        }

        _stream->time_base = source.TimeBase;
        _delay = DelayOf(source, options.Format);
        if (source.FrameRate.IsKnown)
        {
            _stream->avg_frame_rate = new AVRational { num = source.FrameRate.Numerator, den = source.FrameRate.Denominator };
            if (options.CountsFrames)
            {
                _stream->time_base = new AVRational { num = source.FrameRate.Denominator, den = source.FrameRate.Numerator };
            }
        }

        bool headersBetween = (context->oformat->flags & ffmpeg.AVFMT_GLOBALHEADER) == 0;

        // The rate stands in the headers, which have to be where the format keeps them before.
        string?[] filters = [headersBetween ? HeaderFilterFor(source) : null, RateFilterFor(source, options.Format)];
        if (filters.Any(filter => filter is not null))
        {
            Filter(string.Join(',', filters.OfType<string>()), subject);
        }
    }

    /// <summary>Packets whose time was moved by one tick because the container's clock could not tell it from the one before.</summary>
    public long AdjustedTimestamps { get; private set; }

    /// <summary>Takes this time off every packet, in nanoseconds.</summary>
    public void StartAt(long origin) =>
        _shift = ffmpeg.av_rescale_q(origin, Rationals.Nanosecond, _sourceTimeBase) - _delay;

    /// <summary>Makes a packet of the source's this container's.</summary>
    public void Fit(AVPacket* packet, string subject)
    {
        if (_filter is not null)
        {
            FFmpegError.Check(ffmpeg.av_bsf_send_packet(_filter, packet), nameof(ffmpeg.av_bsf_send_packet), subject);
            FFmpegError.Check(ffmpeg.av_bsf_receive_packet(_filter, packet), nameof(ffmpeg.av_bsf_receive_packet), subject);
        }

        packet->stream_index = _stream->index;
        if (packet->pts != ffmpeg.AV_NOPTS_VALUE)
        {
            packet->pts -= _shift;
        }

        if (packet->dts != ffmpeg.AV_NOPTS_VALUE)
        {
            packet->dts -= _shift;
        }

        ffmpeg.av_packet_rescale_ts(packet, _sourceTimeBase, _stream->time_base);
        KeepOrder(packet);
    }

    public void Dispose()
    {
        AVBSFContext* filter = _filter;
        _filter = null;
        ffmpeg.av_bsf_free(&filter);
    }

    /// <summary>Decoding times have to rise; two that the container's clock cannot tell apart are moved apart.</summary>
    private void KeepOrder(AVPacket* packet)
    {
        if (packet->dts == ffmpeg.AV_NOPTS_VALUE)
        {
            return;
        }

        if (_lastDecodeTime != long.MinValue && packet->dts <= _lastDecodeTime)
        {
            packet->dts = _lastDecodeTime + 1;
            packet->pts = packet->pts == ffmpeg.AV_NOPTS_VALUE ? packet->pts : Math.Max(packet->pts, packet->dts);
            AdjustedTimestamps++;
        }

        _lastDecodeTime = packet->dts;
    }

    private void Filter(string filters, string subject)
    {
        AVBSFContext* filter = null;
        FFmpegError.Check(ffmpeg.av_bsf_list_parse_str(filters, &filter), nameof(ffmpeg.av_bsf_list_parse_str), subject);
        _filter = filter;
        FFmpegError.Check(
            ffmpeg.avcodec_parameters_copy(filter->par_in, _stream->codecpar), nameof(ffmpeg.avcodec_parameters_copy), subject);
        filter->time_base_in = _sourceTimeBase;
        FFmpegError.Check(ffmpeg.av_bsf_init(filter), nameof(ffmpeg.av_bsf_init), subject);
        FFmpegError.Check(
            ffmpeg.avcodec_parameters_copy(_stream->codecpar, filter->par_out), nameof(ffmpeg.avcodec_parameters_copy), subject);
    }

    /// <summary>FFmpeg's filter that has a stream without a container tell its rate, which nothing else does there: encoders write that of
    /// their clock.</summary>
    private static string? RateFilterFor(EncodedStream source, string format) =>
        source.Parameters->codec_id == AVCodecID.AV_CODEC_ID_H264 && format == "h264" && source.FrameRate is { IsKnown: true } rate
            ? $"h264_metadata=tick_rate={TicksOfAFrame * rate.Numerator}/{rate.Denominator}"
            : null;

    /// <summary>FFmpeg's filter that puts the codec's header in front of every key frame.</summary>
    private static string? HeaderFilterFor(EncodedStream source)
    {
        ReadOnlySpan<byte> header = source.GetExtraData();
        bool hasStartCodes = header.StartsWith((ReadOnlySpan<byte>)[0, 0, 1]) || header.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 1]);
        return source.Parameters->codec_id switch
        {
            AVCodecID.AV_CODEC_ID_H264 or AVCodecID.AV_CODEC_ID_HEVC or AVCodecID.AV_CODEC_ID_MPEG4 when hasStartCodes => "dump_extra",
            AVCodecID.AV_CODEC_ID_H264 when header.Length > 0 => "h264_mp4toannexb",
            AVCodecID.AV_CODEC_ID_HEVC when header.Length > 0 => "hevc_mp4toannexb",
            _ => null,
        };
    }

    /// <summary>Matroska counts Opus from the first sample in the file, its header names those to leave out, and readers
    /// take them off the times; every other format counts from the first sample that is heard.</summary>
    private static long DelayOf(EncodedStream source, string format) =>
        source.Parameters->codec_id == AVCodecID.AV_CODEC_ID_OPUS && format is "matroska" or "webm"
            ? ffmpeg.av_rescale_q(
                source.Parameters->initial_padding, new AVRational { num = 1, den = source.Parameters->sample_rate }, source.TimeBase)
            : 0;

    /// <summary>Apple's players take H.265 under the name hvc1 alone, and pixels are told apart by their name; every other name
    /// is the container's choice.</summary>
    private static uint TagFor(AVCodecParameters* parameters, string format) => (parameters->codec_id, format) switch
    {
        (AVCodecID.AV_CODEC_ID_HEVC, "mp4" or "mov") => 'h' | ('v' << 8) | ('c' << 16) | ((uint)'1' << 24),
        (AVCodecID.AV_CODEC_ID_RAWVIDEO, "matroska" or "avi") => ffmpeg.avcodec_pix_fmt_to_codec_tag((AVPixelFormat)parameters->format),
        _ => 0,
    };
}
