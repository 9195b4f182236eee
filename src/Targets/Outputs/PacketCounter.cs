namespace GiftGrab;

/// <summary>The engine of an output that only counts.</summary>
internal sealed class PacketCounter(string name) : PacketEngine
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OutputStatistics _statistics;
    private long? _origin;
    private int _sources;
    private int _ended;
    private Exception? _sourceFailure;

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
            _statistics = new OutputStatistics(
                _statistics.Packets + 1,
                _statistics.VideoFrames + (packet.Stream.Kind == StreamKind.Video ? 1 : 0),
                _statistics.Bytes + packet.Data.Length,
                Math.Max(_statistics.Duration, packet.Timestamp + packet.Duration - _origin.Value),
                null);
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

        if (_sourceFailure is null)
        {
            Close();
            return;
        }

        var failure = new VideoTargetException($"{name} ends early: {_sourceFailure.Message}", _sourceFailure);
        if (_completion.TrySetException(failure))
        {
            // Nobody need look at it: the failure is raised as an event too.
            _ = _completion.Task.Exception;
            Raise(failure);
        }
    }

    public override void Close() => _completion.TrySetResult();
}
