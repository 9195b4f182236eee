namespace GiftGrab;

/// <summary>The engine of a ring: keeps packets, and hands them to the files that are saved.</summary>
/// <remarks>Sources add on their threads, each file reads on its own. Where a file is so slow that the ring would pass its memory,
/// the sources wait for it.</remarks>
internal sealed partial class RingEngine : PacketEngine, IKeyFrameRule
{
    private static readonly DeliveryOptions Delivery = DeliveryOptions.Queued(128, QueueFullPolicy.Block);

    private readonly object _gate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _name;
    private readonly RingOptions _options;
    private readonly RingContent _content;
    private readonly List<MediaSource<EncodedPacket>> _sources = [];
    private readonly List<RingRecording> _open = [];
    private readonly List<RingRecording> _all = [];
    private readonly long _keyInterval;
    private OutputStatistics _closed;
    private long _nextKey = long.MinValue;
    private long _now = long.MinValue;
    private long _largest;
    private bool _isTold;
    private bool _isShort;
    private int _ended;
    private VideoTargetException? _failure;
    private bool _over;

    public RingEngine(string name, RingOptions options)
    {
        options.Check();
        _name = name;
        _options = options;
        _content = new RingContent(options);
        _keyInterval = options.KeyFrameInterval.Ticks * TimeSpan.NanosecondsPerTick;
    }

    public override Task Completion => _completion.Task;

    /// <summary>Of the files that were saved, together.</summary>
    public override OutputStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _open.Aggregate(_closed, (sum, recording) => Sum(sum, recording.Statistics));
            }
        }
    }

    public RingStatistics Content
    {
        get
        {
            lock (_gate)
            {
                return new RingStatistics(_content.Video.Count, _content.Duration, _content.Bytes, _largest);
            }
        }
    }

    /// <summary>The files that were begun.</summary>
    public IReadOnlyList<RingRecording> Recordings
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public override DeliveryOptions PreferredDelivery => Delivery;

    /// <summary>Whether what comes is live.</summary>
    public bool IsLive => _sources.Exists(source => source is IPacketSource { IsSourceLive: true });

    /// <summary>Why a source failed.</summary>
    public Exception? SourceFailure { get; private set; }

    public T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    public override void Add(MediaSource<EncodedPacket> source)
    {
        lock (_gate)
        {
            _sources.Add(source);
            if (source is IPacketSource encoder)
            {
                encoder.Opened += RequireRoom;
                _isTold |= encoder.AddKeyFrameRule(this);
            }
        }
    }

    /// <inheritdoc/>
    public bool WantsKeyFrame(long time, long number)
    {
        lock (_gate)
        {
            _now = time;
            bool wanted = time >= _nextKey;
            if (wanted)
            {
                // Whole intervals from the first picture on, whatever is late.
                _nextKey = _nextKey == long.MinValue ? time + _keyInterval : _nextKey + ((((time - _nextKey) / _keyInterval) + 1) * _keyInterval);
            }

            return GrantEnds(time) | wanted;
        }
    }

    public override void Write(EncodedPacket packet)
    {
        lock (_gate)
        {
            if (_over)
            {
                return;
            }

            if (!_isTold && packet.Stream.Kind == StreamKind.Video)
            {
                _now = Math.Max(_now, packet.Timestamp);
                GrantEnds(packet.Timestamp);
            }

            _content.Add(packet);
            BeginFiles();
            Monitor.PulseAll(_gate);
            while (!Trim() && !_over)
            {
                Monitor.Wait(_gate);
            }

            _largest = Math.Max(_largest, _content.Bytes);
        }
    }

    public override void SourceEnded(Exception? error = null)
    {
        lock (_gate)
        {
            SourceFailure ??= error;
            if (++_ended < _sources.Count)
            {
                return;
            }
        }

        End();
    }

    public override void Close() => End();

    public override void Discard()
    {
        // It has no file of its own.
    }

    /// <summary>Saves a file.</summary>
    /// <exception cref="VideoTargetException">The ring has ended, or the file cannot be written.</exception>
    public RingRecording Save(string path, RingSaveOptions options)
    {
        options.Check();
        Container container = options.Container ?? Containers.FromPath(path);
        RequireRunning(path);
        PacketWriter writer = FileOutput.CreateWriter(path, container, options.File, file => file);
        lock (_gate)
        {
            if (_over)
            {
                writer.Close();
                RequireRunning(path);
            }

            long now = Math.Max(_now, 0);
            var span = RingSpan.Of(options, _options, now);
            var reader = new RingReader(span, mustWait: span.Frames is not null || span.Trigger > now);

            // What it needs stays in the ring from this moment on.
            reader.TryBegin(_content);
            var recording = new RingRecording(this, reader, writer, path, span.Trigger);
            _open.Add(recording);
            _all.Add(recording);
            return recording;
        }
    }

    /// <summary>Ends a file with the newest picture, or before a time.</summary>
    public void Stop(RingReader reader, long? time)
    {
        lock (_gate)
        {
            reader.AskedEnd = Math.Min(reader.AskedEnd ?? long.MaxValue, time ?? _now + 1);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until a file can begin.</summary>
    /// <returns>Its streams; none where there is nothing to begin with.</returns>
    public EncodedStream[] Begin(RingReader reader)
    {
        lock (_gate)
        {
            while (reader.Begin is null || (AwaitsStreams(reader) && !_over))
            {
                if (_over)
                {
                    return [];
                }

                Monitor.Wait(_gate);
            }

            return [_content.Video[reader.Video].Stream, .. SoundStreams()];
        }
    }

    /// <summary>What encodes a file's first group again, where the file begins within one.</summary>
    /// <param name="reader">It has begun.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="write">Takes what comes out.</param>
    /// <returns><see langword="null"/> where the file begins with a key frame.</returns>
    public GroupEncoder? FirstGroup(RingReader reader, string path, Action<EncodedPacket> write)
    {
        VideoEncoder? encoder;
        EncodedStream stream;
        long begin;
        lock (_gate)
        {
            encoder = _sources.OfType<VideoEncoder>().FirstOrDefault();
            if (encoder is null || reader.Begin is not { } time || _content.Video[reader.Video] is not { } key || key.Timestamp >= time)
            {
                return null;
            }

            (stream, begin) = (key.Stream, time);
        }

        try
        {
            return new GroupEncoder(encoder, stream, begin, write, path);
        }
        catch (Exception exception) when (exception is VideoSourceException or FFmpegException)
        {
            TargetsLog.Warning(GiftGrabLog.Logger, path, $"The file begins with the key frame before the moment that was asked for: {exception.Message}");
            return null;
        }
    }

    /// <summary>Waits for a file's next packet.</summary>
    /// <returns>To be disposed; <see langword="null"/>: the file ends.</returns>
    public EncodedPacket? Take(RingReader reader)
    {
        lock (_gate)
        {
            while (reader.Begin is not null)
            {
                if (reader.Next(_content) is { } packet)
                {
                    Monitor.PulseAll(_gate);
                    return packet.Retain();
                }

                if (reader.IsDone(_content, _over, _sources.Count > 1))
                {
                    return null;
                }

                Monitor.Wait(_gate);
            }

            return null;
        }
    }

    /// <summary>A file needs no more of the ring.</summary>
    public void Leave(RingReader reader)
    {
        lock (_gate)
        {
            reader.Leave();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>A file is final, or failed.</summary>
    public void Remove(RingRecording recording)
    {
        VideoTargetException? first = null;
        lock (_gate)
        {
            _open.Remove(recording);
            _closed = Sum(_closed, recording.Statistics);
            if (_failure is null && recording.Completion.Exception?.InnerException is VideoTargetException failure)
            {
                _failure = first = failure;
            }

            Settle();
        }

        if (first is not null)
        {
            Raise(first);
        }
    }

    private static OutputStatistics Sum(OutputStatistics sum, OutputStatistics each) => new(
        sum.Packets + each.Packets, sum.VideoFrames + each.VideoFrames, sum.Bytes + each.Bytes, sum.Duration + each.Duration, each.FreeSpace);

    private bool GrantEnds(long time)
    {
        bool granted = false;
        foreach (RingRecording recording in _open)
        {
            RingReader reader = recording.Reader;
            if (reader.End is null && time >= reader.AskedEnd)
            {
                reader.End = time;
                granted = true;
            }
        }

        return granted;
    }

    /// <summary>Before anything is let go of that a file begins with.</summary>
    private void BeginFiles()
    {
        foreach (RingRecording recording in _open)
        {
            if (recording.Reader.Begin is null)
            {
                recording.Reader.TryBegin(_content);
            }
        }
    }

    private bool Trim()
    {
        long video = long.MaxValue;
        long sound = long.MaxValue;
        foreach (RingRecording recording in _open)
        {
            video = Math.Min(video, recording.Reader.Video);
            sound = Math.Min(sound, recording.Reader.Sound);
        }

        bool fits = _content.Trim(video, sound);
        if (!_isShort && _content.IsShort)
        {
            _isShort = true;
            TargetsLog.Warning(
                GiftGrabLog.Logger, _name, $"The ring keeps less than it was asked to: {_options.MemoryLimit} bytes are too few; raise its memory limit, or lower the bit rate.");
        }

        return fits || (video == long.MaxValue && sound == long.MaxValue);
    }

    private bool AwaitsStreams(RingReader reader) =>
        _sources.Exists(source => source is IPacketSource { Stream: null } && !source.HasEnded)
        && _content.End - reader.Begin < 5_000_000_000;

    private IEnumerable<EncodedStream> SoundStreams()
    {
        var streams = new HashSet<EncodedStream>();
        for (long number = _content.Sound.First; number < _content.Sound.End; number++)
        {
            streams.Add(_content.Sound[number].Stream);
        }

        streams.UnionWith(_sources.Where(source => !source.HasEnded).Select(source => (source as IPacketSource)?.Stream).OfType<EncodedStream>());
        return streams.Where(stream => stream.Kind == StreamKind.Audio);
    }
}
