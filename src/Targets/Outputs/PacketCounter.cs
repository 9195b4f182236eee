namespace GiftGrab;

/// <summary>The engine of outputs that keep no packets: counts them, and writes their times.</summary>
internal sealed class PacketCounter(string name, TimestampFiles times) : PacketEngine
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OutputStatistics _statistics;
    private long? _origin;
    private long _flushedTo;
    private int _sources;
    private int _ended;
    private Exception? _sourceFailure;
    private bool _closed;

    public override Task Completion => _completion.Task;

    public override OutputStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _statistics;
            }
        }
    }

    public override DeliveryOptions PreferredDelivery => DeliveryOptions.Inline;

    public override void Add(MediaSource<EncodedPacket> source)
    {
        lock (_gate)
        {
            _sources++;
        }
    }

    public override void Write(EncodedPacket packet)
    {
        lock (_gate)
        {
            _origin ??= Math.Max(packet.Timestamp, 0);
            long end = packet.Timestamp + packet.Duration - _origin.Value;
            _statistics = new OutputStatistics(
                _statistics.Packets + 1,
                _statistics.VideoFrames + (packet.Stream.Kind == StreamKind.Video ? 1 : 0),
                _statistics.Bytes + packet.Data.Length,
                Math.Max(_statistics.Duration, end),
                null);
            times.Add(packet, _origin.Value);
            if (end - _flushedTo >= RecordingPlan.FlushInterval)
            {
                times.Flush();
                _flushedTo = end;
            }
        }
    }

    public override void SourceEnded(Exception? error = null)
    {
        lock (_gate)
        {
            _sourceFailure ??= error;
            if (++_ended < _sources)
            {
                return;
            }
        }

        Close();
    }

    public override void Discard() => Close();

    public override void Close()
    {
        VideoTargetException? failure;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            if (_statistics.VideoFrames > 0)
            {
                times.Finish();
                times.Dispose();
            }
            else
            {
                times.Abandon();
            }

            failure = _sourceFailure is null
                ? times.Error
                : new VideoTargetException($"{name} ends early: {_sourceFailure.Message}", _sourceFailure);
        }

        if (failure is null)
        {
            _completion.TrySetResult();
            return;
        }

        _completion.TrySetException(failure);

        // Nobody need look at it: the failure is raised as an event too.
        _ = _completion.Task.Exception;
        Raise(failure);
    }
}
