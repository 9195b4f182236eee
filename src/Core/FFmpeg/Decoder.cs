using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>When a decoded unit is shown, in nanoseconds on the stream's own clock.</summary>
/// <param name="Start"><see langword="null"/> where the stream does not say.</param>
/// <param name="Duration">0 where the stream does not say.</param>
internal readonly record struct MediaTime(long? Start, long Duration);

/// <summary>Owns a decoder of pictures or sound.</summary>
/// <remarks>One thread at a time. A decoder gives its units in the order of showing, so it keeps some back: after
/// the last packet, send <see langword="null"/> and take the rest.</remarks>
internal sealed unsafe class Decoder : IDisposable
{
    // FFmpeg's own bound. It takes one thread more than there are processors, because its caller waits for them;
    // ours encodes meanwhile on a thread of its own, and one thread less costs less processor for the same speed.
    private const int MostThreads = 16;

    private readonly string _subject;
    private readonly HardwareDecoding? _hardware;
    private readonly AVRational _timeBase;
    private AVCodecContext* _context;

    private Decoder(AVCodecContext* context, AVRational timeBase, HardwareDecoding? hardware, string subject)
    {
        _context = context;
        _timeBase = timeBase;
        _hardware = hardware;
        _subject = subject;
    }

    /// <summary>Packets that could not be decoded.</summary>
    public long DamagedPackets { get; private set; }

    /// <summary>The most threads that decode.</summary>
    public int Threads => _context->thread_count;

    /// <summary>The device that decodes; off for the processor.</summary>
    public HardwareAcceleration Hardware => _hardware?.Active ?? HardwareAcceleration.Off;

    /// <summary>FFmpeg's name of the sample format that comes out; <see cref="SampleFormats.Unknown"/> where it is not known before the first unit.</summary>
    public string SampleFormat => SampleFormats.NameOf(_context->sample_fmt);

    /// <summary>Why the processor decodes though a device was asked for; <see langword="null"/> where that is not so.</summary>
    public string? FallbackReason => _hardware?.FallbackReason;

    /// <summary>Opens the decoder of a stream.</summary>
    /// <param name="stream">A stream of an open demuxer.</param>
    /// <param name="subject">What messages call the input.</param>
    /// <param name="options">How.</param>
    /// <exception cref="VideoSourceException">There is no such decoder, or it refuses the stream.</exception>
    public static Decoder Open(DemuxedStream stream, string subject, DecoderOptions options) =>
        Open(stream.Pointer->codecpar, stream.Pointer->time_base, stream.CodecName, subject, options);

    /// <summary>Opens a decoder of what an encoder gives.</summary>
    /// <param name="stream">The encoder's stream.</param>
    /// <param name="subject">What messages call it.</param>
    /// <exception cref="VideoSourceException">There is no such decoder, or it refuses the stream.</exception>
    public static Decoder Open(EncodedStream stream, string subject)
    {
        Decoder decoder = Open(stream.Parameters, stream.TimeBase, stream.CodecName, subject, new DecoderOptions { Threads = 1 });
        GC.KeepAlive(stream);
        return decoder;
    }

    /// <summary>Hands an encoder's packet over; then take what comes out until nothing does.</summary>
    /// <param name="packet">Stays the caller's.</param>
    public void SendEncoded(EncodedPacket packet) => Send(packet.Native);

    /// <summary>Hands a packet over; then take what comes out until nothing does.</summary>
    /// <param name="packet">Stays the caller's; <see langword="null"/> says that none follows.</param>
    public void Send(NativePacket? packet) => Send(packet is null ? null : packet.Pointer);

    /// <summary>Takes the next unit.</summary>
    /// <param name="target">An empty frame, filled where there is a unit.</param>
    /// <param name="time">When it is shown.</param>
    /// <returns>Whether there was one; if not, the decoder wants a packet, or has ended.</returns>
    public bool TryReceive(NativeFrame target, out MediaTime time)
    {
        NativeFrame received = _hardware?.Scratch ?? target;
        int result;
        while ((result = ffmpeg.avcodec_receive_frame(_context, received.Pointer)) < 0)
        {
            if (result == FFmpegError.Again || result == ffmpeg.AVERROR_EOF)
            {
                time = default;
                return false;
            }

            CountDamage(result, nameof(ffmpeg.avcodec_receive_frame));
        }

        AVFrame* native = received.Pointer;
        time = new MediaTime(
            Rationals.ToNanoseconds(native->best_effort_timestamp, _timeBase),
            Math.Max(0, Rationals.ToNanoseconds(native->pkt_duration, _timeBase) ?? 0));
        _hardware?.Deliver(target, _subject);
        return true;
    }

    public void Dispose()
    {
        if (_context is null)
        {
            return;
        }

        AVCodecContext* context = _context;
        _context = null;
        ffmpeg.avcodec_free_context(&context);
        _hardware?.Dispose();
    }

    // Newer codecs take longer to decode than the fastest encoders take to encode.
    private static int ThreadsOf(AVCodecID codec, bool sharesProcessors)
    {
        int all = Math.Min(Environment.ProcessorCount, MostThreads);
        return sharesProcessors && codec is (AVCodecID.AV_CODEC_ID_H264 or AVCodecID.AV_CODEC_ID_MPEG4 or AVCodecID.AV_CODEC_ID_MPEG2VIDEO)
            ? Math.Max(1, all / 2)
            : all;
    }

    private static Decoder Open(AVCodecParameters* parameters, AVRational timeBase, string codecName, string subject, DecoderOptions options)
    {
        var hardware = HardwareDecoding.Prepare(parameters->codec_id, options);
        AVCodec* codec = hardware is { Codec: not null } ? hardware.Codec : ffmpeg.avcodec_find_decoder(parameters->codec_id);
        if (codec is null)
        {
            hardware?.Dispose();
            throw new VideoSourceException($"{subject}: this FFmpeg has no decoder for {codecName}.");
        }

        AVCodecContext* context = ffmpeg.avcodec_alloc_context3(codec);
        try
        {
            FFmpegError.Check(
                ffmpeg.avcodec_parameters_to_context(context, parameters), nameof(ffmpeg.avcodec_parameters_to_context), subject);
            context->pkt_timebase = timeBase;
            context->thread_count = options.Threads > 0 ? options.Threads : ThreadsOf(codec->id, options.SharesProcessors);
            context->thread_type = options.LowDelay || !options.SeveralAtOnce ? ffmpeg.FF_THREAD_SLICE : ffmpeg.FF_THREAD_FRAME | ffmpeg.FF_THREAD_SLICE;
            context->flags |= options.LowDelay ? ffmpeg.AV_CODEC_FLAG_LOW_DELAY : 0;
            hardware?.Attach(context);
            FFmpegError.Check(ffmpeg.avcodec_open2(context, codec, null), nameof(ffmpeg.avcodec_open2), $"{subject} ({codecName})");
            return new Decoder(context, timeBase, hardware, subject);
        }
        catch
        {
            ffmpeg.avcodec_free_context(&context);
            hardware?.Dispose();
            throw;
        }
    }

    private void Send(AVPacket* packet)
    {
        int result = ffmpeg.avcodec_send_packet(_context, packet);
        if (result < 0 && result != ffmpeg.AVERROR_EOF)
        {
            CountDamage(result, nameof(ffmpeg.avcodec_send_packet));
        }
    }

    // A damaged packet costs its picture, not the rest of the file: every player goes on, and so do we.
    private void CountDamage(int result, string function)
    {
        if (result == ffmpeg.AVERROR(ffmpeg.ENOMEM))
        {
            FFmpegError.Check(result, function, _subject);
        }

        DamagedPackets++;
    }
}
