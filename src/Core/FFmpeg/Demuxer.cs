using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>How an input is opened.</summary>
/// <param name="Timeout">The longest that opening, or one read, may block.</param>
/// <param name="InputFormat">FFmpeg's name of the input format; <see langword="null"/> finds it from the content.</param>
/// <param name="Settings">Options of FFmpeg's input format and protocol, by FFmpeg's names.</param>
/// <param name="IsDevice">Whether it is one of FFmpeg's capture devices: it says itself what it gives, and is asked without blocking
/// wherever it can be.</param>
internal sealed record DemuxerOptions(
    TimeSpan Timeout, string? InputFormat = null, IReadOnlyDictionary<string, string>? Settings = null, bool IsDevice = false)
{
    /// <summary>Whether a device is asked with blocking: by a thread that does nothing else, and sleeps until something comes.</summary>
    public bool MayBlock { get; init; }

    /// <summary>Whether the caller knows what the streams hold, so that none is decoded to find it out.</summary>
    public bool IsKnown { get; init; }
}

/// <summary>What came of a read that may not wait for long.</summary>
internal enum DemuxerRead
{
    /// <summary>A packet.</summary>
    Packet,

    /// <summary>Nothing came in that time.</summary>
    Nothing,

    /// <summary>The input has ended.</summary>
    End,
}

/// <summary>Owns an opened input: takes a container apart into packets.</summary>
/// <remarks>One thread at a time.</remarks>
internal sealed unsafe class Demuxer : IDisposable
{
    // FFmpeg tells not what a device waits on. Its frames carry their own times, so that looking late costs no truth.
    private const int DevicePoll = 1;

    // A goodbye to a peer that may be gone.
    private static readonly TimeSpan ClosingTime = TimeSpan.FromMilliseconds(500);

    // The length of a playlist is not that of the pictures that it names.
    private static readonly string[] Playlists = ["hls", "dash"];
    private readonly string _subject;
    private readonly Interruption _interruption;
    private AVFormatContext* _context;

    private Demuxer(AVFormatContext* context, Interruption interruption, string subject)
    {
        _context = context;
        _interruption = interruption;
        _subject = subject;
        Streams = ReadStreams(context);
        Video = Best(AVMediaType.AVMEDIA_TYPE_VIDEO);
        Audio = Best(AVMediaType.AVMEDIA_TYPE_AUDIO);
        for (uint i = 0; i < context->nb_streams; i++)
        {
            bool used = i == Video?.Index || i == Audio?.Index;
            context->streams[i]->discard = used ? AVDiscard.AVDISCARD_DEFAULT : AVDiscard.AVDISCARD_ALL;
        }
    }

    /// <summary>Every stream of the container, in its order.</summary>
    public IReadOnlyList<DemuxedStream> Streams { get; }

    /// <summary>The main pictures; a cover image is none.</summary>
    public DemuxedStream? Video { get; }

    /// <summary>The main sound.</summary>
    public DemuxedStream? Audio { get; }

    /// <summary>FFmpeg's names of the container, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    public string Container => NativeText.Read(_context->iformat->name);

    /// <summary>FFmpeg's description of the container.</summary>
    public string ContainerDescription => NativeText.Read(_context->iformat->long_name);

    /// <summary>In nanoseconds.</summary>
    public long? Duration => Rationals.ToNanoseconds(_context->duration, new AVRational { num = 1, den = ffmpeg.AV_TIME_BASE });

    /// <summary>Whether the input says how long it is, in time or in bytes: it is a file, wherever that lies, and no stream that goes on.</summary>
    public bool HasLength => Duration > 0
        || (_context->pb is not null && !Playlists.Contains(Container) && ffmpeg.avio_size(_context->pb) > 0);

    /// <summary>The time of the first unit, in nanoseconds.</summary>
    public long? StartTime => Rationals.ToNanoseconds(_context->start_time, new AVRational { num = 1, den = ffmpeg.AV_TIME_BASE });

    /// <summary>Bits a second over all streams; 0 where unknown.</summary>
    public long BitRate => _context->bit_rate;

    public IReadOnlyDictionary<string, string> Tags => NativeDictionary.Read(_context->metadata);

    /// <summary>Opens an input and finds out what its streams hold.</summary>
    /// <param name="url">FFmpeg's address of it.</param>
    /// <param name="subject">What messages call it.</param>
    /// <param name="options">How.</param>
    /// <param name="stop">Ends this call, and every later read.</param>
    /// <exception cref="FFmpegException">It cannot be opened.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was requested.</exception>
    public static Demuxer Open(string url, string subject, DemuxerOptions options, CancellationToken stop = default)
    {
        FFmpegLibraries.EnsureLoaded();
        var interruption = new Interruption(options.Timeout) { Stop = stop };
        AVFormatContext* context = ffmpeg.avformat_alloc_context();
        AVDictionary* settings = null;
        try
        {
            if (context is null)
            {
                throw new OutOfMemoryException($"No memory to open {subject}.");
            }

            if (options.IsDevice)
            {
                AlsaLog.TakeOver();
                ffmpeg.avdevice_register_all();
                context->flags |= options.MayBlock ? 0 : ffmpeg.AVFMT_FLAG_NONBLOCK;
            }

            AVInputFormat* format = options.InputFormat is null ? null : FindFormat(options.InputFormat);
            settings = NativeDictionary.Create(options.Settings);
            context->interrupt_callback = interruption.Callback;
            interruption.Begin();
            Check(ffmpeg.avformat_open_input(&context, url, format, &settings), nameof(ffmpeg.avformat_open_input), subject, interruption);
            if (!options.IsDevice && !options.IsKnown)
            {
                Check(ffmpeg.avformat_find_stream_info(context, null), nameof(ffmpeg.avformat_find_stream_info), subject, interruption);
            }

            return new Demuxer(context, interruption, subject);
        }
        catch
        {
            ffmpeg.avformat_close_input(&context);
            interruption.Dispose();
            throw;
        }
        finally
        {
            ffmpeg.av_dict_free(&settings);
        }
    }

    /// <summary>Whether this FFmpeg has a kind of capture device.</summary>
    public static bool HasDevice(string inputFormat)
    {
        FFmpegLibraries.EnsureLoaded();
        ffmpeg.avdevice_register_all();
        return ffmpeg.av_find_input_format(inputFormat) is not null;
    }

    /// <summary>Reads end with an <see cref="OperationCanceledException"/> once the token asks for it.</summary>
    public void StopWith(CancellationToken stop) => _interruption.Stop = stop;

    /// <summary>Reads the next packet of the main pictures or sound.</summary>
    /// <param name="packet">Its former bytes are given back.</param>
    /// <returns>Whether there was one; false at the end.</returns>
    /// <exception cref="FFmpegException">Reading failed.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public bool Read(NativePacket packet)
    {
        packet.Clear();
        _interruption.Begin();
        int result = ffmpeg.av_read_frame(_context, packet.Pointer);
        if (result == ffmpeg.AVERROR_EOF)
        {
            return false;
        }

        Check(result, nameof(ffmpeg.av_read_frame), _subject, _interruption);
        return true;
    }

    /// <summary>Whether what was read last was there before it was asked for; told of devices alone.</summary>
    public bool HadWaited { get; private set; }

    /// <summary>Reads the next packet of the main pictures or sound, if it comes in time.</summary>
    /// <param name="packet">Its former bytes are given back.</param>
    /// <param name="timeout">The longest wait. A network stream that was waited for in vain may be in the middle of something: it
    /// should not be read on.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="FFmpegException">Reading failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was requested.</exception>
    public DemuxerRead TryRead(NativePacket packet, TimeSpan timeout, CancellationToken stop)
    {
        packet.Clear();
        _interruption.Stop = stop;
        _interruption.Timeout = timeout;
        _interruption.Begin();
        int result;
        HadWaited = true;
        while ((result = ffmpeg.av_read_frame(_context, packet.Pointer)) == FFmpegError.Again && !_interruption.HasTimedOut)
        {
            HadWaited = false;
            stop.WaitHandle.WaitOne(DevicePoll);
            stop.ThrowIfCancellationRequested();
        }

        if (result >= 0)
        {
            return DemuxerRead.Packet;
        }

        stop.ThrowIfCancellationRequested();
        if (result == ffmpeg.AVERROR_EOF)
        {
            // Demuxers tell a connection that broke, or was waited for in vain, as the end.
            result = _context->pb is null ? 0 : _context->pb->error;
            if (result >= 0)
            {
                return DemuxerRead.End;
            }
        }

        // Not every protocol hands on that it was interrupted.
        if (result != FFmpegError.Again && !_interruption.HasTimedOut)
        {
            FFmpegError.Check(result, nameof(ffmpeg.av_read_frame), _subject);
        }

        return DemuxerRead.Nothing;
    }

    public void Dispose()
    {
        if (_context is null)
        {
            return;
        }

        AVFormatContext* context = _context;
        _context = null;
        _interruption.Timeout = ClosingTime < _interruption.Timeout ? ClosingTime : _interruption.Timeout;
        ffmpeg.avformat_close_input(&context);
        _interruption.Dispose();
    }

    private static AVInputFormat* FindFormat(string name)
    {
        AVInputFormat* format = ffmpeg.av_find_input_format(name);
        return format is not null ? format : throw new GiftGrabException($"This FFmpeg has no input format \"{name}\".");
    }

    private static void Check(int result, string function, string subject, Interruption interruption)
    {
        if (result >= 0)
        {
            return;
        }

        interruption.Stop.ThrowIfCancellationRequested();

        // Not every protocol hands on that it was interrupted.
        if (result == ffmpeg.AVERROR_EXIT || interruption.HasTimedOut)
        {
            throw new TimeoutException($"{subject} gave no data in time.");
        }

        FFmpegError.Check(result, function, subject);
    }

    private static DemuxedStream[] ReadStreams(AVFormatContext* context)
    {
        var streams = new DemuxedStream[context->nb_streams];
        for (uint i = 0; i < streams.Length; i++)
        {
            streams[i] = new DemuxedStream(context, context->streams[i]);
        }

        return streams;
    }

    private DemuxedStream? Best(AVMediaType kind)
    {
        int index = ffmpeg.av_find_best_stream(_context, kind, -1, -1, null, 0);
        return index < 0 || Streams[index].IsAttachedPicture ? null : Streams[index];
    }
}
