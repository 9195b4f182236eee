using FFmpeg.AutoGen;

namespace GiftGrab;

/// <summary>Owns an output container: takes packets, gives its bytes to a .NET stream.</summary>
/// <remarks>One thread at a time. Every failure is a <see cref="VideoTargetException"/> with the subject in it; where the
/// stream failed, what it threw is the inner exception.</remarks>
internal sealed unsafe class Muxer : IDisposable
{
    private readonly string _subject;
    private readonly MuxerOptions _options;
    private readonly MuxerIO _io;
    private readonly NativePacket _packet = new();
    private readonly List<MuxedStream> _streams = [];
    private AVFormatContext* _context;

    /// <param name="output">Stays the caller's.</param>
    /// <param name="subject">What messages call it.</param>
    /// <param name="options">How.</param>
    /// <exception cref="VideoTargetException">This FFmpeg has no such output format.</exception>
    public Muxer(Stream output, string subject, MuxerOptions options)
    {
        _subject = subject;
        _options = options;
        AVFormatContext* context = null;
        if (ffmpeg.avformat_alloc_output_context2(&context, null, options.Format, string.Empty) < 0)
        {
            _packet.Dispose();
            throw new VideoTargetException($"{subject} cannot be written: this FFmpeg has no output format \"{options.Format}\".");
        }

        _context = context;
        _io = new MuxerIO(output);
        context->pb = _io.Pointer;
        context->flush_packets = 0;
        context->max_interleave_delta = options.InterleaveWindow.Ticks / TimeSpan.TicksPerMicrosecond;
    }

    /// <summary>Bytes that the stream took; what is written over counts twice.</summary>
    public long BytesWritten => _io.BytesWritten;

    /// <summary>Packets that were moved by one tick of the container's clock.</summary>
    public long AdjustedTimestamps
    {
        get
        {
            long sum = 0;
            foreach (MuxedStream stream in _streams)
            {
                sum += stream.AdjustedTimestamps;
            }

            return sum;
        }
    }

    /// <summary>How many packets of a stream the container took: those that wait for another stream's are not among them.</summary>
    public long PacketsOf(int stream) => _context->streams[stream]->nb_frames;

    private bool Interleaves => _context->nb_streams > 1;

    /// <summary>Adds a stream; before the header.</summary>
    /// <returns>Its index.</returns>
    public int AddStream(EncodedStream stream)
    {
        try
        {
            _streams.Add(new MuxedStream(_context, stream, _options, _subject));
        }
        catch (FFmpegException exception)
        {
            throw Failure(exception);
        }

        return _streams.Count - 1;
    }

    /// <summary>Writes the header, and hands it to the stream; a fragmented one's own stands before the first fragment.</summary>
    /// <param name="origin">The time that becomes 0 in the container, in nanoseconds.</param>
    public void WriteHeader(long origin)
    {
        AVDictionary* settings = NativeDictionary.Create(_options.Settings);
        try
        {
            foreach ((string key, string value) in _options.Tags ?? new Dictionary<string, string>())
            {
                Check(ffmpeg.av_dict_set(&_context->metadata, key, value, 0), nameof(ffmpeg.av_dict_set));
            }

            Check(ffmpeg.avformat_write_header(_context, &settings), nameof(ffmpeg.avformat_write_header));
            if (ffmpeg.av_dict_count(settings) > 0)
            {
                string unknown = string.Join(", ", NativeDictionary.Read(settings).Keys);
                throw new VideoTargetException($"{_subject} cannot be written: the format {_options.Format} has no option {unknown}.");
            }
        }
        finally
        {
            ffmpeg.av_dict_free(&settings);
        }

        StartAt(origin);
        FlushBytes();
    }

    /// <summary>Hands bytes to the stream now that the muxer will begin with later.</summary>
    public void WriteAhead(ReadOnlySpan<byte> bytes)
    {
        _io.WriteAhead(bytes);
        Check(0, nameof(WriteAhead));
    }

    /// <summary>Sets the time that becomes 0 in the container, before the first packet.</summary>
    /// <param name="origin">In nanoseconds.</param>
    public void StartAt(long origin)
    {
        foreach (MuxedStream stream in _streams)
        {
            stream.StartAt(origin);
        }
    }

    /// <summary>Writes a packet.</summary>
    /// <param name="packet">Stays the caller's; its bytes are shared, not copied.</param>
    /// <param name="stream">The index of its stream.</param>
    public void Write(AVPacket* packet, int stream)
    {
        Fit(packet, stream);
        if (Interleaves)
        {
            Check(ffmpeg.av_interleaved_write_frame(_context, _packet.Pointer), nameof(ffmpeg.av_interleaved_write_frame));
        }
        else
        {
            int result = ffmpeg.av_write_frame(_context, _packet.Pointer);
            _packet.Clear();
            Check(result, nameof(ffmpeg.av_write_frame));
        }
    }

    /// <inheritdoc cref="Write(AVPacket*, int)"/>
    public void Write(EncodedPacket packet, int stream) => Write(packet.Native, stream);

    /// <summary>Writes a packet where the container says that it stands; those of several streams come in any order.</summary>
    /// <param name="packet">Stays the caller's.</param>
    /// <param name="stream">The index of its stream.</param>
    /// <param name="position">Of its first byte.</param>
    /// <exception cref="VideoTargetException">The container does not keep the packet's bytes as they are.</exception>
    public void WriteAt(AVPacket* packet, int stream, long position)
    {
        int size = packet->size;
        Check((int)Math.Min(ffmpeg.avio_seek(_context->pb, position, 0), 0), nameof(ffmpeg.avio_seek));
        Fit(packet, stream);
        int result = ffmpeg.av_write_frame(_context, _packet.Pointer);
        _packet.Clear();
        Check(result, nameof(ffmpeg.av_write_frame));
        if (ffmpeg.avio_seek(_context->pb, 0, 1) != position + size)
        {
            throw new VideoTargetException($"{_subject} cannot be indexed in place: a packet of {size} bytes is kept otherwise.");
        }
    }

    /// <summary>Hands everything to the stream that a reader of an unfinished file needs: ends the fragment or cluster.</summary>
    /// <param name="withWaiting">Whether packets that wait for those of another stream are written too. Else they wait on, so
    /// that both stay side by side in the file.</param>
    public void Flush(bool withWaiting = true)
    {
        if (Interleaves && withWaiting)
        {
            Check(ffmpeg.av_interleaved_write_frame(_context, null), nameof(ffmpeg.av_interleaved_write_frame));
        }

        if ((_context->oformat->flags & ffmpeg.AVFMT_ALLOW_FLUSH) != 0)
        {
            // The first call may write a late header alone; without a pending packet a second one does nothing.
            Check(ffmpeg.av_write_frame(_context, null), nameof(ffmpeg.av_write_frame));
            Check(ffmpeg.av_write_frame(_context, null), nameof(ffmpeg.av_write_frame));
        }

        if (_options.IsFragmented)
        {
            // Else the next fragment begins where the last packet's duration ends: every gap between pictures would go.
            Check(ffmpeg.av_opt_set(_context->priv_data, "movflags", "+frag_discont", 0), nameof(ffmpeg.av_opt_set));
        }

        FlushBytes();
    }

    /// <summary>Writes what the container puts at its end.</summary>
    public void Finish()
    {
        Check(ffmpeg.av_write_trailer(_context), nameof(ffmpeg.av_write_trailer));
        FlushBytes();
    }

    public void Dispose()
    {
        if (_context is null)
        {
            return;
        }

        _context->pb = null;
        ffmpeg.avformat_free_context(_context);
        _context = null;
        _io.Dispose();
        _packet.Dispose();
        _streams.ForEach(stream => stream.Dispose());
    }

    /// <summary>Makes of a packet the one that is written.</summary>
    private void Fit(AVPacket* packet, int stream)
    {
        Check(ffmpeg.av_packet_ref(_packet.Pointer, packet), nameof(ffmpeg.av_packet_ref));
        try
        {
            _streams[stream].Fit(_packet.Pointer, _subject);
        }
        catch (FFmpegException exception)
        {
            _packet.Clear();
            throw Failure(exception);
        }
    }

    private void FlushBytes()
    {
        _io.Flush();
        Check(_io.Pointer->error, "avio_flush");
    }

    private void Check(int result, string function)
    {
        if (_io.Error is { } error)
        {
            throw new VideoTargetException($"{_subject} cannot be written: {IOErrors.Describe(error)}.", error);
        }

        if (result < 0)
        {
            throw Failure(new FFmpegException(function, result, _subject));
        }
    }

    private VideoTargetException Failure(FFmpegException cause) =>
        new($"{_subject} cannot be written: {cause.Reason} ({cause.Function}).", cause);
}
