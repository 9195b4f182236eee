using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>The engine of every output that writes a container: collects streams, writes, finalises, or fails once.</summary>
/// <remarks>Packets may come on one thread for each source; they are written one at a time.</remarks>
internal sealed class PacketWriter : PacketEngine
{
    private static readonly DeliveryOptions Delivery = DeliveryOptions.Queued(128, QueueFullPolicy.Block);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Destination _destination;
    private readonly RecordingPlan _plan;
    private readonly TimestampFiles _times;
    private readonly PendingPackets _pending = new();
    private readonly List<MediaSource<EncodedPacket>> _sources = [];
    private Recording? _prepared;
    private Recording? _recording;
    private VideoTargetException? _failure;
    private Exception? _sourceFailure;
    private int _ended;
    private bool _closed;

    public PacketWriter(Destination destination, RecordingPlan plan, TimestampFiles times)
    {
        _destination = destination;
        _plan = plan;
        _times = times;
    }

    public override Task Completion => _completion.Task;

    public override OutputStatistics Statistics => new(
        Volatile.Read(ref _recording)?.Packets ?? 0,
        Volatile.Read(ref _recording)?.VideoFrames ?? 0,
        Volatile.Read(ref _recording)?.Bytes ?? 0,
        Volatile.Read(ref _recording)?.Duration ?? 0,
        _destination.FreeSpace);

    /// <summary>A thread of its own, with room for a few seconds, so that a slow disk does not hold up the encoder at once;
    /// nothing is dropped.</summary>
    public override DeliveryOptions PreferredDelivery => Delivery;

    public override void Add(MediaSource<EncodedPacket> source)
    {
        lock (_gate)
        {
            if (_closed || _recording is not null)
            {
                throw new VideoTargetException(
                    $"{source.Name} cannot be attached to {_destination.Subject}: the recording {(_closed ? "has ended" : "has begun")}; attach every source before the first starts.");
            }

            if (_prepared is not null)
            {
                RestartFor(source);
            }

            _sources.Add(source);
            if (source is IPacketSource encoder)
            {
                encoder.Opened += WriteHeader;
                if (encoder.Stream is not null)
                {
                    // It runs: the recording begins with the key frame that comes first.
                    encoder.RequestKeyFrame();
                }
            }
        }
    }

    public override void Write(EncodedPacket packet)
    {
        VideoTargetException failure;
        lock (_gate)
        {
            ThrowIfClosed();
            try
            {
                if (_recording is null)
                {
                    _pending.Add(packet);
                    BeginWhenReady();
                }
                else
                {
                    _recording.Write(packet);
                }

                return;
            }
            catch (StreamRefusedException)
            {
                throw;
            }
            catch (Exception exception)
            {
                failure = Abort(exception);
            }
        }

        Raise(failure);
        throw failure;
    }

    public override void SourceEnded(Exception? error = null)
    {
        VideoTargetException? failure = null;
        lock (_gate)
        {
            _ended++;
            _sourceFailure ??= error;
            if (_closed)
            {
                return;
            }

            try
            {
                if (_recording is null)
                {
                    BeginWhenReady();
                }

                if (_ended >= _sources.Count)
                {
                    Finish();
                    failure = _failure;
                }
            }
            catch (Exception exception)
            {
                failure = Abort(exception);
            }
        }

        if (failure is not null)
        {
            Raise(failure);
        }
    }

    public override void Close() => Close(null);

    /// <summary>Finalises now.</summary>
    /// <param name="error">Why it ends early.</param>
    public void Close(Exception? error)
    {
        lock (_gate)
        {
            _ended = Math.Max(_ended, _sources.Count - 1);
        }

        SourceEnded(error);
    }

    /// <summary>Begins at once with streams that are known, without sources: the caller writes their packets and closes.</summary>
    /// <exception cref="VideoTargetException">The file cannot be written.</exception>
    public void Begin(IEnumerable<EncodedStream> streams, bool isLive)
    {
        lock (_gate)
        {
            try
            {
                _destination.RequireSpace();
                _prepared = new Recording(_destination, _plan, streams, _times, isLive);
                _prepared.WriteHeader();
            }
            catch (Exception exception)
            {
                throw Abort(exception);
            }
        }
    }

    public override void Discard()
    {
        lock (_gate)
        {
            if (_closed || _recording is not null)
            {
                return;
            }

            _closed = true;
            _pending.Clear();
            _prepared?.Abort();
            _times.Abandon();
            _destination.Salvage(0);
            Release();
        }

        _completion.TrySetResult();
    }

    /// <summary>Writes the header as soon as every source's stream is known: it is in the file when the first unit is encoded,
    /// however long the encoder keeps the first packet back.</summary>
    private void WriteHeader()
    {
        VideoTargetException failure;
        lock (_gate)
        {
            EncodedStream[] streams = KnownStreams();
            if (_closed || _recording is not null || _prepared is not null || streams.Length < _sources.Count)
            {
                return;
            }

            try
            {
                _destination.RequireSpace();
                _prepared = CreateRecording(streams);
                _prepared.WriteHeader();
                return;
            }
            catch (Exception exception)
            {
                failure = Abort(exception);
            }
        }

        Raise(failure);
    }

    /// <summary>A source that comes after the header, and before the first packet, has the header written anew.</summary>
    private void RestartFor(MediaSource<EncodedPacket> source)
    {
        if (!_destination.TryRestart())
        {
            throw new VideoTargetException(
                $"{source.Name} cannot be attached to {_destination.Subject}: its header is written; attach every source before the first starts.");
        }

        _prepared!.Abort();
        _prepared = null;
    }

    private Recording CreateRecording(IEnumerable<EncodedStream> streams) => new(
        _destination, _plan, streams, _times, IsLive);

    private bool IsLive => _sources.Exists(source => source is IPacketSource { IsSourceLive: true });

    private void BeginWhenReady()
    {
        bool waits = _ended < _sources.Count && _pending.Streams.Count < ExpectedStreams();
        if (_pending.Streams.Count == 0 || (waits && !_pending.IsFull(IsLive)))
        {
            return;
        }

        if (waits)
        {
            TargetsLog.Warning(GiftGrabLog.Logger, _destination.Subject, Late());
        }

        _destination.RequireSpace();
        Recording recording = _prepared ?? CreateRecording(_pending.Streams.Union(KnownStreams()));
        Volatile.Write(ref _recording, recording);
        recording.Begin(_pending);
    }

    private string Late()
    {
        bool isKnown = _pending.Streams.Union(KnownStreams()).Count() == _sources.Count;
        return $"A source has given nothing for {PendingPackets.LongestWait.TotalSeconds} s; the recording begins {(isKnown ? "and takes what comes of it later" : "without it")}.";
    }

    private EncodedStream[] KnownStreams() => [.. _sources.Where(source => !IsMute(source)).Select(source => (source as IPacketSource)?.Stream).OfType<EncodedStream>()];

    /// <summary>Whether a source ended without a packet.</summary>
    private static bool IsMute(MediaSource<EncodedPacket> source)
    {
        // The order matters: a packet is counted before its source ends.
        bool ended = source.HasEnded;
        return ended && source is not IPacketSource { HasGivenPackets: true };
    }

    /// <summary>How many streams the attached sources give: one each, but none where one ended without a packet.</summary>
    private int ExpectedStreams()
    {
        int count = 0;
        foreach (MediaSource<EncodedPacket> source in _sources)
        {
            count += IsMute(source) ? 0 : 1;
        }

        return count;
    }

    private void Finish()
    {
        if (_recording is null)
        {
            throw _sourceFailure is null
                ? new VideoTargetException($"{_destination.Subject} was not written: no picture and no sound arrived.")
                : EndedEarly(_sourceFailure);
        }

        _recording.Finish();
        _closed = true;
        Release();
        VideoTargetException? failure = _sourceFailure is null ? _times.Error : EndedEarly(_sourceFailure);
        if (failure is null)
        {
            _completion.TrySetResult();
        }
        else
        {
            SetFailure(failure);
        }
    }

    private VideoTargetException EndedEarly(Exception cause) =>
        new($"{_destination.Subject} {(_recording is null ? "was not begun" : "ends early")}: {cause.Message}", cause);

    /// <summary>Closes after a failure; what was written stays playable.</summary>
    private VideoTargetException Abort(Exception exception)
    {
        VideoTargetException failure = exception switch
        {
            VideoTargetException known => known,
            LowSpaceException => new VideoTargetException(exception.Message),
            _ => new VideoTargetException($"{_destination.Subject} cannot be written: {IOErrors.Describe(exception)}.", exception),
        };
        _closed = true;
        _pending.Clear();
        try
        {
            if (exception is LowSpaceException && _recording is not null)
            {
                // There is room left for what the container puts at its end.
                _recording.Finish();
            }
            else if (_recording is not null)
            {
                _destination.Salvage(_recording.Abort());
            }
            else
            {
                _prepared?.Abort();
                _destination.Salvage(0);
                _times.Abandon();
            }
        }
        catch (Exception second)
        {
            TargetsLog.Failed(GiftGrabLog.Logger, _destination.Subject, second);
        }

        Release();
        TargetsLog.Failed(GiftGrabLog.Logger, _destination.Subject, failure);
        SetFailure(failure);
        return failure;
    }

    private void Release()
    {
        // An encoder may outlive many outputs, and keeps none of them.
        _sources.OfType<IPacketSource>().ToList().ForEach(encoder => encoder.Opened -= WriteHeader);
        _times.Dispose();
        _destination.Dispose();
    }

    private void SetFailure(VideoTargetException failure)
    {
        _failure = failure;
        _completion.TrySetException(failure);

        // Nobody need look at it: the failure is raised as an event too.
        _ = _completion.Task.Exception;
    }

    private void ThrowIfClosed()
    {
        if (_failure is not null)
        {
            throw new VideoTargetException(_failure.Message, _failure);
        }

        if (_closed)
        {
            throw new VideoTargetException($"{_destination.Subject} takes no more: the recording has ended.");
        }
    }
}
