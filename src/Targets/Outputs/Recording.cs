namespace GiftGrab;

/// <summary>A container that is being written: from its header to its end.</summary>
internal sealed class Recording
{
    private readonly Destination _destination;
    private readonly RecordingPlan _plan;
    private readonly TimestampFiles _times;
    private readonly EncodedStream[] _streams;
    private readonly long[] _lastDurations;
    private readonly long[] _ends;
    private readonly long?[] _shifts;
    private readonly Muxer _muxer;
    private readonly KeyValuePair<string, object?> _tag;
    private bool _hasHeader;
    private long _origin;
    private readonly long[] _lastTimes;
    private readonly long _window;
    private readonly bool _isLive;
    private long _flushedTo = long.MinValue;
    private long _unflushed;
    private long _safeLength;
    private (long Packets, long Frames, long Duration) _safe;
    private long _counted;
    private bool _begun;

    /// <exception cref="VideoTargetException">The container cannot hold these streams.</exception>
    public Recording(
        Destination destination, RecordingPlan plan, IEnumerable<EncodedStream> streams, TimestampFiles times, bool isLive)
    {
        _destination = destination;
        _plan = plan;
        _times = times;
        _streams = [.. streams.Where(stream => stream.Kind == StreamKind.Video), .. streams.Where(stream => stream.Kind != StreamKind.Video)];
        _lastDurations = new long[_streams.Length];
        _ends = new long[_streams.Length];
        _shifts = new long?[_streams.Length];
        _lastTimes = new long[_streams.Length];
        _tag = new("observer", destination.Subject);
        Array.ForEach(_streams, stream => StreamCodecs.RequireLegal(plan.Format.Container, stream, destination.Subject));
        if (_streams.Length > 1 && plan.Format.Container == Container.ElementaryStream)
        {
            throw new VideoTargetException($"{destination.Subject} cannot hold {_streams.Length} streams; an elementary stream is one.");
        }

        _isLive = isLive;
        MuxerOptions options = plan.WhileRecording(_streams, isLive);
        _window = options.InterleaveWindow.Ticks * TimeSpan.NanosecondsPerTick;
        _muxer = new Muxer(destination.Stream, destination.Subject, options);
    }

    public long Packets { get; private set; }

    public long VideoFrames { get; private set; }

    public long Bytes { get; private set; }

    public long Duration { get; private set; }

    /// <summary>Writes the header, or what of it is known before the first packets.</summary>
    public void WriteHeader()
    {
        _hasHeader = true;
        foreach (EncodedStream stream in _streams)
        {
            _muxer.AddStream(stream);
        }

        _muxer.WriteHeader(0);
        if (_plan.Format.IsFinalised)
        {
            _muxer.WriteAhead(FileTypeBox.Of(_streams, _plan, _destination.Subject));
            _destination.LeaveRoomForIndex(_plan, _streams);
        }
    }

    /// <summary>Writes what waited for the recording's begin.</summary>
    public void Begin(PendingPackets pending)
    {
        if (!_hasHeader)
        {
            WriteHeader();
        }

        _origin = pending.Origin;
        _flushedTo = _origin;
        Array.Fill(_lastTimes, _origin);
        _muxer.StartAt(_origin);
        foreach (EncodedPacket packet in pending.Packets)
        {
            Write(packet);
        }

        pending.Clear();
    }

    public void Write(EncodedPacket packet)
    {
        int stream = IndexOf(packet.Stream);
        if (IsBeforeStart(packet))
        {
            return;
        }

        _muxer.Write(packet, stream);
        if (packet.Data.Length == 0)
        {
            // It is none in the file: FLAC's encoder tells its checksum with it at the end.
            return;
        }

        _times.Add(packet, _origin);
        _shifts[stream] ??= packet.Timestamp - packet.DecodeTimestamp;
        _ends[stream] = Math.Max(_ends[stream], packet.Timestamp + packet.Duration);

        // A container that counts by the times of decoding ends where the last picture does that is shown.
        _lastDurations[stream] = Math.Max(packet.Duration, _ends[stream] - packet.DecodeTimestamp - _shifts[stream]!.Value);
        Packets++;
        VideoFrames += packet.Stream.Kind == StreamKind.Video ? 1 : 0;
        Duration = Math.Max(Duration, packet.Timestamp + packet.Duration - _origin);
        _unflushed += packet.Data.Length;
        _lastTimes[stream] = packet.DecodeTimestamp;
        long written = WrittenTo();
        if (written - _flushedTo >= RecordingPlan.FlushInterval || _unflushed >= RecordingPlan.FlushBytes)
        {
            Flush();
            _flushedTo = written;
        }

        _destination.RequireSpace(packet.Data.Length, _unflushed);
    }

    /// <summary>Ends the container.</summary>
    public void Finish()
    {
        if (!_begun)
        {
            Flush();
        }

        _times.Finish();
        _muxer.Finish();
        CountBytes();
        _muxer.Dispose();
        _destination.Complete(_plan, new RecordingEnd(Packets, [.. _streams.Select((stream, i) => new FinishedStream(stream, _lastDurations[i]))]));
    }

    /// <summary>Gives up.</summary>
    /// <returns>How many bytes of the file a reader can make sense of.</returns>
    public long Abort()
    {
        _muxer.Dispose();
        (Packets, VideoFrames, Duration) = _safe;
        return _safeLength;
    }

    private void Flush()
    {
        _muxer.Flush(withWaiting: _isLive);
        _times.Flush();
        _unflushed = 0;
        CountBytes();
        if (_destination.Stream.CanSeek)
        {
            _safeLength = _destination.Stream.Position;
            _safe = (0, 0, Duration);
            for (int stream = 0; stream < _streams.Length; stream++)
            {
                long written = _muxer.PacketsOf(stream);
                _safe.Packets += written;
                _safe.Frames += _streams[stream].Kind == StreamKind.Video ? written : 0;
            }
        }

        if (!_begun)
        {
            _begun = true;
            _destination.Begun();
        }
    }

    private void CountBytes()
    {
        Bytes = _muxer.BytesWritten;
        GiftGrabMetrics.OutputBytes.Add(Bytes - _counted, _tag);
        _counted = Bytes;
    }

    /// <summary>Up to where a flush writes: of a live recording everything, else to the slowest stream, or to where the muxer
    /// waits no longer for it.</summary>
    private long WrittenTo()
    {
        long slowest = long.MaxValue;
        long fastest = long.MinValue;
        foreach (long time in _lastTimes)
        {
            slowest = Math.Min(slowest, time);
            fastest = Math.Max(fastest, time);
        }

        return _isLive ? fastest : Math.Max(slowest, fastest - _window);
    }

    /// <summary>Whether a packet of sound ends before the recording begins. Before time 0 it is there for its decoder, where the
    /// container can say that it is not heard.</summary>
    private bool IsBeforeStart(EncodedPacket packet) =>
        packet.Stream.Kind == StreamKind.Audio
        && packet.Timestamp + packet.Duration <= _origin
        && !(_plan.Format.KeepsPriming && _origin == 0);

    private int IndexOf(EncodedStream stream)
    {
        int index = Array.IndexOf(_streams, stream);
        return index >= 0
            ? index
            : throw new StreamRefusedException(
                $"{stream.CodecName} cannot be added to {_destination.Subject}: the recording has begun without it.");
    }
}
