namespace GiftGrab;

/// <summary>Reads the pictures and the sound of a file: any container and codec that FFmpeg reads.</summary>
/// <remarks>
/// Frames come in the order of showing, from the first to the last, with their own times: nanoseconds since the
/// file's first unit, exactly as the file says, variable rates included. A frame carries its own size; where the
/// size changes in the middle of the file, so do the frames.
/// </remarks>
public sealed class FileReader : VideoSource
{
    private readonly string _path;
    private readonly FileReaderOptions _options;
    private readonly Demuxer _demuxer;
    private readonly Decoder _decoder;
    private readonly NativePacket _packet = new();
    private readonly FileAudio? _audio;
    private readonly StreamClock _clock;
    private readonly ReadMark _mark;
    private VideoFrame? _next;
    private volatile SubFrame? _part;
    private int _width;
    private int _height;
    private PixelFormat _format;
    private long _number;
    private long _damaged;

    internal FileReader(string path, FileReaderOptions options)
        : base(options.Name ?? Path.GetFileName(path))
    {
        _path = path;
        _options = options;
        _demuxer = MediaFile.OpenVideo(path);
        _mark = new ReadMark(path);
        try
        {
            DemuxedStream video = _demuxer.Video!;
            _width = video.Width;
            _height = video.Height;
            _format = video.PixelFormat;
            FrameRate = video.FrameRate;
            Length = _demuxer.Duration is > 0 and { } length ? TimeSpan.FromTicks(length / TimeSpan.NanosecondsPerTick) : null;
            _decoder = Decoder.Open(video, path, new DecoderOptions
            {
                Threads = options.DecoderThreads,
                SharesProcessors = options.SharesProcessors,
                Hardware = options.Hardware,
                KeepOnDevice = options.KeepOnDevice,
            });
            var timeline = new MediaTimeline(MediaTimeline.Begin(video.StartTime, _demuxer.Audio?.StartTime));
            _clock = new StreamClock(timeline, FrameRate.IsKnown ? FrameRate.TimeOf(1) : 0);
            _audio = _demuxer.Audio is null ? null : new FileAudio(Name, _demuxer.Audio, path, timeline, options);
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Width => _part?.Width ?? Volatile.Read(ref _width);

    /// <inheritdoc/>
    public override int Height => _part?.Height ?? Volatile.Read(ref _height);

    /// <inheritdoc/>
    public override PixelFormat Format => _options.Format ?? _format;

    /// <inheritdoc/>
    public override FrameRate FrameRate { get; }

    /// <inheritdoc/>
    public override AudioSource? Audio => _audio;

    /// <inheritdoc/>
    public override bool IsLive => _options.Pace.IsPaced;

    /// <summary>How long the file says it is; <see langword="null"/> where it does not say.</summary>
    public TimeSpan? Length { get; }

    /// <summary>How many packets could not be decoded whole so far; their pictures may be missing or wrong.</summary>
    public long DamagedPackets => Volatile.Read(ref _damaged) + _decoder.DamagedPackets + (_audio?.DamagedPackets ?? 0);

    /// <summary>The most threads that decode.</summary>
    public int DecoderThreads => _decoder.Threads;

    /// <summary>The device that decodes; off for the processor.</summary>
    public HardwareAcceleration Hardware => _decoder.Hardware;

    /// <summary>Why the processor decodes though a device was asked for; <see langword="null"/> where that is not so.</summary>
    public string? HardwareFallbackReason => _decoder.FallbackReason;

    /// <inheritdoc/>
    public override void SetSubFrame(int x, int y, int width, int height)
    {
        var part = new SubFrame(x, y, width, height);
        part.Check(Volatile.Read(ref _width), Volatile.Read(ref _height), _format);
        _part = part;
    }

    /// <inheritdoc/>
    public override void GetFullFrame() => _part = null;

    private protected override void Run(CancellationToken stop)
    {
        using var preparation = new FramePreparation(_options.Pace, _options.Format, _options.TimeProvider);
        _demuxer.StopWith(stop);
        try
        {
            ReadAll(preparation, stop);
        }
        finally
        {
            _next?.Dispose();
            _next = null;
            _mark.Dispose();
        }

        if (DamagedPackets > 0)
        {
            TellDamage();
        }

        if (_number == 0)
        {
            throw MediaFile.NoVideo(_path, "none of its pictures can be decoded");
        }
    }

    private void TellDamage()
    {
        if (_demuxer.Video!.FrameCount > _number)
        {
            SourcesLog.Incomplete(GiftGrabLog.Logger, _path, DamagedPackets, _demuxer.Video.FrameCount, _number);
        }
        else
        {
            SourcesLog.Damaged(GiftGrabLog.Logger, _path, DamagedPackets);
        }
    }

    private protected override void EndAudio(Exception? error) => _audio?.End(error);

    private protected override void Release()
    {
        _mark.Dispose();
        _audio?.Dispose();
        _decoder?.Dispose();
        _packet.Dispose();
        _demuxer.Dispose();
    }

    private void ReadAll(FramePreparation preparation, CancellationToken stop)
    {
        FFmpegException? broken = null;
        int video = _demuxer.Video!.Index;
        while (TryRead(ref broken))
        {
            stop.ThrowIfCancellationRequested();
            _damaged += _packet.IsDamaged ? 1 : 0;
            if (_packet.StreamIndex == video)
            {
                Decode(_packet, preparation, stop);
            }
            else
            {
                _audio?.Decode(_packet);
            }
        }

        Decode(null, preparation, stop);
        _audio?.Decode(null);
        if (broken is not null)
        {
            throw new VideoSourceException($"{_path} is damaged: reading ended after {_number} frames ({broken.Reason}).", broken);
        }
    }

    private bool TryRead(ref FFmpegException? broken)
    {
        try
        {
            return _demuxer.Read(_packet);
        }
        catch (FFmpegException exception)
        {
            broken = exception;
            return false;
        }
    }

    private void Decode(NativePacket? packet, FramePreparation preparation, CancellationToken stop)
    {
        _decoder.Send(packet);
        while (_decoder.TryReceive((_next ??= VideoFrame.Rent()).Native, out MediaTime time))
        {
            stop.ThrowIfCancellationRequested();
            Describe(_next, time);
            VideoFrame frame = _next;
            _next = null;
            Deliver(preparation.Prepare(frame, _part, stop));
        }
    }

    private void Describe(VideoFrame frame, MediaTime time)
    {
        (frame.Timestamp, frame.Duration) = _clock.Advance(time);
        if (_options.FrameTimes is { } times && _number < times.Count)
        {
            frame.Timestamp = times[(int)_number];
        }

        frame.Number = _number++;
        frame.SourceName = Name;
        frame.TakeColorFromNative();
        NoteChanges(frame);
    }

    private void NoteChanges(VideoFrame frame)
    {
        if (_number == 1 && _options.Hardware != HardwareAcceleration.Off)
        {
            SayWhoDecodes();
        }

        _format = frame.Format;
        Volatile.Write(ref _width, frame.Width);
        Volatile.Write(ref _height, frame.Height);
    }

    private void SayWhoDecodes()
    {
        if (HardwareFallbackReason is { } reason)
        {
            SourcesLog.DecodedOnProcessor(GiftGrabLog.Logger, Name, reason);
        }
        else
        {
            SourcesLog.DecodedOn(GiftGrabLog.Logger, Name, HardwareAccelerationNames.NameOf(Hardware));
        }
    }
}
