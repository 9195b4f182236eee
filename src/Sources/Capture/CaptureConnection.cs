namespace GiftGrab;

/// <summary>A connection over FFmpeg: to one of its devices, or over the network.</summary>
internal sealed class CaptureConnection : ILiveConnection
{
    private readonly CaptureInput _input;
    private readonly Demuxer _demuxer;
    private readonly Decoder _video;
    private readonly Decoder? _audio;
    private readonly SenderClock _videoClock;
    private readonly SenderClock? _audioClock;
    private readonly NativePacket _packet = new();
    private readonly Queue<MediaUnit> _ready = [];
    private readonly MissedFrames _missed = new();
    private readonly bool _isLent;
    private CardSignal? _signal;
    private VideoFrame? _nextFrame;
    private AudioFrame? _nextAudio;
    private long _arrival;
    private bool _isAtEnd;

    private CaptureConnection(CaptureInput input, Demuxer demuxer)
    {
        _input = input;
        _demuxer = demuxer;
        try
        {
            DemuxedStream video = demuxer.Video ?? throw new VideoSourceException($"{input.Name} gives no pictures.");
            _video = Decoder.Open(video, input.Name, input.Decoding);
            _videoClock = new SenderClock(video);
            IsFinite = input.MayBeFile && demuxer.HasLength;
            _isLent = input.LendsMemory && video.CodecName == "rawvideo";
            if (demuxer.Audio is { } audio)
            {
                _audioClock = new SenderClock(audio);
                _audio = Decoder.Open(audio, input.Name, new DecoderOptions { Threads = 1 });
                string samples = _audio.SampleFormat == SampleFormats.Unknown ? audio.SampleFormat : _audio.SampleFormat;
                AudioFormat = new AudioFormat(audio.SampleRate, audio.Channels, samples);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public LiveFormat Format { get; private set; }

    /// <inheritdoc/>
    public AudioFormat? AudioFormat { get; }

    /// <inheritdoc/>
    public bool HasProcessTimes => _input.IsDevice;

    /// <inheritdoc/>
    public bool IsFinite { get; }

    /// <inheritdoc/>
    public bool HasSignal => _signal?.IsThere ?? true;

    /// <inheritdoc/>
    public bool HasSteadyRate => _input.HasSteadyRate;

    /// <inheritdoc/>
    public long MissedFrames => _missed.Count;

    /// <summary>Packets that could not be decoded whole.</summary>
    public long DamagedPackets => _video.DamagedPackets;

    /// <summary>Opens an input and waits for its first picture, which tells what it gives.</summary>
    /// <param name="input">What to open.</param>
    /// <param name="timeout">How long all of it may take.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="VideoSourceException">It cannot be opened, or gives no picture in time.</exception>
    public static CaptureConnection Open(CaptureInput input, TimeSpan timeout, CancellationToken stop)
    {
        long begin = TimeProvider.System.GetTimestamp();
        Demuxer? demuxer = null;
        CaptureConnection? connection = null;
        try
        {
            demuxer = Demuxer.Open(
                input.Url, input.Name, new DemuxerOptions(timeout, input.InputFormat, input.Settings, input.IsDevice), stop);
            connection = new CaptureConnection(input, demuxer);
            connection.ReadFormat(timeout - TimeProvider.System.GetElapsedTime(begin), stop);
            return connection;
        }
        catch (Exception exception)
        {
            connection?.Dispose();
            demuxer?.Dispose();
            if (exception is FFmpegException or TimeoutException or EndOfStreamException)
            {
                throw input.Explain(exception);
            }

            throw;
        }
    }

    /// <summary>Looks from here on whether there is a signal.</summary>
    /// <param name="signal">It becomes this connection's.</param>
    public void Watch(CardSignal signal)
    {
        _signal = signal;
        signal.Look();
        if (!signal.IsThere)
        {
            Drop();
        }
    }

    /// <inheritdoc/>
    public bool TryRead(TimeSpan timeout, CancellationToken stop, out VideoFrame? frame, out AudioFrame? audio)
    {
        frame = null;
        audio = null;
        if (_ready.Count == 0 && _signal is { } signal)
        {
            FillWithSignal(signal, timeout, stop);
        }
        else if (_ready.Count == 0)
        {
            Fill(timeout, stop);
        }

        if (!_ready.TryDequeue(out MediaUnit? unit))
        {
            return _isAtEnd ? throw new EndOfStreamException($"{_input.Name} was ended by the other side.") : false;
        }

        frame = unit as VideoFrame;
        audio = unit as AudioFrame;
        return true;
    }

    public void Dispose()
    {
        if (HasSteadyRate && _video?.DamagedPackets > 0)
        {
            SourcesLog.DamagedPictures(GiftGrabLog.Logger, _input.Name, DamagedPackets);
        }

        Drop();
        _signal?.Dispose();
        _nextFrame?.Dispose();
        _nextFrame = null;
        _nextAudio?.Dispose();
        _nextAudio = null;
        _video?.Dispose();
        _audio?.Dispose();
        _packet.Dispose();
        _demuxer.Dispose();
    }

    private void ReadFormat(TimeSpan timeout, CancellationToken stop)
    {
        long begin = TimeProvider.System.GetTimestamp();
        while (!_ready.Any(unit => unit is VideoFrame))
        {
            TimeSpan left = timeout - TimeProvider.System.GetElapsedTime(begin);
            if (_isAtEnd)
            {
                throw new EndOfStreamException();
            }

            if (left <= TimeSpan.Zero || !ReadOnce(left, stop))
            {
                throw new TimeoutException();
            }
        }

        var first = (VideoFrame)_ready.First(unit => unit is VideoFrame);
        DemuxedStream video = _demuxer.Video!;

        // Devices tell their rate on average alone.
        FrameRate rate = video.FrameRate.IsKnown ? video.FrameRate : video.AverageFrameRate;
        Format = new LiveFormat(first.Width, first.Height, first.Format, rate);
    }

    private void Drop()
    {
        while (_ready.TryDequeue(out MediaUnit? unit))
        {
            unit.Dispose();
        }
    }

    /// <summary>Reads what has a signal. What a card shows without one, be it blue or noise, are no pictures of the source.</summary>
    private void FillWithSignal(CardSignal signal, TimeSpan timeout, CancellationToken stop)
    {
        long begin = TimeProvider.System.GetTimestamp();
        for (TimeSpan left = timeout; left > TimeSpan.Zero && !_isAtEnd; left = timeout - TimeProvider.System.GetElapsedTime(begin))
        {
            Fill(left < CardSignal.Interval ? left : CardSignal.Interval, stop);
            bool had = signal.IsThere;
            signal.Look();
            if (signal.IsThere && _ready.Count > 0)
            {
                return;
            }

            if (!signal.IsThere)
            {
                Drop();
                if (had)
                {
                    return;
                }
            }
        }
    }

    private void Fill(TimeSpan timeout, CancellationToken stop)
    {
        long begin = TimeProvider.System.GetTimestamp();
        try
        {
            while (_ready.Count == 0 && !_isAtEnd && ReadOnce(timeout - TimeProvider.System.GetElapsedTime(begin), stop))
            {
            }
        }
        catch (FFmpegException exception)
        {
            throw _input.Explain(exception);
        }
    }

    /// <summary>Reads one packet and decodes it.</summary>
    /// <returns>Whether anything came, be it the end.</returns>
    private bool ReadOnce(TimeSpan timeout, CancellationToken stop)
    {
        if (timeout <= TimeSpan.Zero)
        {
            return false;
        }

        switch (_demuxer.TryRead(_packet, timeout, stop))
        {
            case DemuxerRead.Nothing:
                return false;
            case DemuxerRead.End:
                _isAtEnd = true;
                Decode(null, isVideo: true);
                Decode(null, isVideo: false);
                return true;
            default:
                _arrival = MonotonicClock.Now(TimeProvider.System);
                bool isVideo = _packet.StreamIndex == _demuxer.Video!.Index;
                (isVideo ? _videoClock : _audioClock)?.Learn(_packet);
                if (isVideo && HasSteadyRate && _demuxer.Video.TimeOf(_packet) is { } time)
                {
                    _missed.Note(time, Format.FrameRate.IsKnown ? Format.FrameRate.TimeOf(1) : 0, _demuxer.HadWaited && HasSignal);
                }

                Decode(_packet, isVideo);
                return true;
        }
    }

    private void Decode(NativePacket? packet, bool isVideo)
    {
        if (isVideo)
        {
            _video.Send(packet);
            while (_video.TryReceive((_nextFrame ??= VideoFrame.Rent()).Native, out MediaTime time))
            {
                _nextFrame.TakeColorFromNative();
                Enqueue(_isLent ? Own(_nextFrame) : _nextFrame, time, _videoClock);
                _nextFrame = null;
            }
        }
        else if (_audio is not null)
        {
            _audio.Send(packet);
            while (_audio.TryReceive((_nextAudio ??= AudioFrame.Rent()).Native, out MediaTime time))
            {
                Enqueue(_nextAudio, time, _audioClock!);
                _nextAudio = null;
            }
        }
    }

    private static VideoFrame Own(VideoFrame lent)
    {
        using (lent)
        {
            return lent.ToOwn();
        }
    }

    private void Enqueue(MediaUnit unit, MediaTime time, SenderClock sender)
    {
        unit.SenderTime = sender.At(time.Start);
        unit.Timestamp = time.Start is not { } start ? ILiveConnection.NoDeviceTime : _input.IsDevice ? DeviceClock.ToProcessTime(start) : start;
        unit.Duration = time.Duration;
        unit.ArrivalTimestamp = _arrival;
        _ready.Enqueue(unit);
    }
}
