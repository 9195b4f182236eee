namespace GiftGrab;

/// <summary>Decides where a recording is cut: orders key frames of the encoder, and knows them when they come out of it.</summary>
/// <remarks>The encoder's thread orders and counts, the output's thread cuts, anybody asks. Packets are counted where they come
/// out of the encoder, not where they are written: that may be a while later.</remarks>
internal sealed class CutPlan : IKeyFrameRule, IObserver<EncodedPacket>, INamed
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<long, long> _ordered = new();
    private readonly PriorityQueue<long, long> _uncounted = new();
    private readonly List<SplitRequest> _requests = [];
    private readonly long _interval;
    private readonly long _timeout;
    private readonly long _size;
    private readonly (long File, long Packet) _overhead;
    private EncodedStream? _pictures;
    private long? _origin;
    private long _next;
    private long _bytes;
    private long _newest = long.MinValue;
    private bool _nextPicture;
    private bool _isFull;
    private bool _isLate;

    /// <param name="options">When it is cut.</param>
    /// <param name="overhead">What the container adds to the bytes of packets: once, and for each.</param>
    public CutPlan(SplitOptions options, (long File, long Packet) overhead)
    {
        _overhead = overhead;
        _bytes = overhead.File;
        _interval = (options.Duration?.Ticks ?? 0) * TimeSpan.NanosecondsPerTick;
        _timeout = options.KeyFrameTimeout.Ticks * TimeSpan.NanosecondsPerTick;
        _size = options.Size ?? long.MaxValue;
        _next = _interval;
    }

    public string Name => "size of parts";

    /// <summary>Orders a cut at the next picture.</summary>
    public SplitRequest Ask()
    {
        var request = new SplitRequest();
        lock (_gate)
        {
            _requests.Add(request);
        }

        return request;
    }

    /// <summary>Nobody waits for it any more: the next cut is for others.</summary>
    public void Withdraw(SplitRequest request)
    {
        lock (_gate)
        {
            _requests.Remove(request);
        }
    }

    /// <summary>Counts a packet as it comes out of the encoder: where a part is full, the next key frame begins another, and one is
    /// ordered.</summary>
    public void OnNext(EncodedPacket value)
    {
        lock (_gate)
        {
            if (value.Stream.Kind == StreamKind.Video)
            {
                if (value.Stream != _pictures)
                {
                    // Pictures of another size begin a part, whatever was ordered.
                    _pictures = value.Stream;
                    _isFull = false;
                    _bytes = _overhead.File;
                }

                if (value.IsKeyFrame && TakeUntil(_uncounted, value.Timestamp))
                {
                    _isFull = false;
                    _bytes = _overhead.File;
                }

                _newest = Math.Max(_newest, value.Timestamp);
            }

            _bytes += value.Data.Length + _overhead.Packet;
            if (!_isFull && _bytes >= _size && _newest != long.MinValue)
            {
                _isFull = true;
                _nextPicture = true;
                Order(_newest + 1);
            }
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }

    /// <inheritdoc/>
    public bool WantsKeyFrame(long time, long number)
    {
        lock (_gate)
        {
            if (_origin is null)
            {
                // A recording that joins an encoder at work begins here, too. Who asked for a cut gets it at the next picture.
                _origin = time;
                return true;
            }

            bool isDue = _interval > 0 && time - _origin >= _next;
            if (isDue)
            {
                _next = (((time - _origin.Value) / _interval) + 1) * _interval;
            }

            bool isAsked = Grant(time, number);
            if (isDue || isAsked)
            {
                Order(time);
            }

            bool wanted = isDue || isAsked || _nextPicture;
            _nextPicture = false;
            return wanted;
        }
    }

    /// <summary>Whether a part begins with this key frame. Asked once for each, in order.</summary>
    /// <param name="time">Of the key frame.</param>
    public bool IsCut(long time)
    {
        lock (_gate)
        {
            bool isCut = TakeUntil(_ordered, time);
            _isLate = false;
            return isCut;
        }
    }

    /// <summary>Whether somebody waits for a cut.</summary>
    public bool HasRequests
    {
        get
        {
            lock (_gate)
            {
                return _requests.Count > 0;
            }
        }
    }

    /// <summary>A part began: tells those who asked for it.</summary>
    /// <param name="time">Of its key frame; <see cref="long.MaxValue"/>: for all.</param>
    /// <param name="tell">Is given each request.</param>
    public void Settle(long time, Action<SplitRequest> tell)
    {
        SplitRequest[] settled;
        lock (_gate)
        {
            settled = [.. _requests.Where(request => time == long.MaxValue || request.Time <= time)];
            _requests.RemoveAll(settled.Contains);
        }

        Array.ForEach(settled, tell);
    }

    /// <summary>Whether a key frame was ordered so long before a picture that it will not come. Says so once.</summary>
    /// <param name="time">Of the picture, in nanoseconds.</param>
    public bool IsOverdue(long time)
    {
        if (_isLate)
        {
            return false;
        }

        lock (_gate)
        {
            _isLate = _ordered.TryPeek(out long ordered, out _) && time - ordered > _timeout;
            return _isLate;
        }
    }

    private static bool TakeUntil(PriorityQueue<long, long> times, long time)
    {
        bool any = false;
        while (times.TryPeek(out long first, out _) && first <= time)
        {
            times.Dequeue();
            any = true;
        }

        return any;
    }

    private void Order(long time)
    {
        _ordered.Enqueue(time, time);
        if (_size != long.MaxValue)
        {
            _uncounted.Enqueue(time, time);
        }
    }

    private bool Grant(long time, long number)
    {
        bool granted = false;
        foreach (SplitRequest request in _requests)
        {
            if (request.Time is null)
            {
                granted = true;
                request.Time = time;
                request.Frame = number;
            }
        }

        return granted;
    }
}
