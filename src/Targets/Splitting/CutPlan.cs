namespace GiftGrab;

/// <summary>Decides where a recording is cut: orders key frames of the encoder, and knows them when they come out of it.</summary>
/// <remarks>The encoder's thread orders, the output's thread cuts, anybody asks.</remarks>
internal sealed class CutPlan : IKeyFrameRule
{
    private readonly Lock _gate = new();
    private readonly Queue<long> _ordered = new();
    private readonly List<SplitRequest> _requests = [];
    private readonly long _interval;
    private readonly long _timeout;
    private long? _origin;
    private long _next;
    private bool _nextPicture;
    private bool _anyKeyFrame;
    private bool _isLate;

    public CutPlan(SplitOptions options)
    {
        _interval = (options.Duration?.Ticks ?? 0) * TimeSpan.NanosecondsPerTick;
        _timeout = options.KeyFrameTimeout.Ticks * TimeSpan.NanosecondsPerTick;
        _next = _interval;
    }

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

    /// <summary>Cuts at the next key frame, whoever wanted it, and orders one.</summary>
    public void CutSoon()
    {
        lock (_gate)
        {
            _nextPicture |= !_anyKeyFrame;
            _anyKeyFrame = true;
        }
    }

    /// <inheritdoc/>
    public bool WantsKeyFrame(long time)
    {
        lock (_gate)
        {
            if (_origin is null)
            {
                // A recording that joins an encoder at work begins here, too.
                _origin = time;
                Grant(time);
                return true;
            }

            bool isDue = _interval > 0 && time - _origin >= _next;
            if (isDue)
            {
                _next = (((time - _origin.Value) / _interval) + 1) * _interval;
            }

            bool isAsked = Grant(time);
            if (isDue || isAsked)
            {
                _ordered.Enqueue(time);
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
            bool isCut = _anyKeyFrame;
            while (_ordered.TryPeek(out long ordered) && ordered <= time)
            {
                _ordered.Dequeue();
                isCut = true;
            }

            _anyKeyFrame = false;
            _isLate = false;
            return isCut;
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
            _isLate = _ordered.TryPeek(out long ordered) && time - ordered > _timeout;
            return _isLate;
        }
    }

    private bool Grant(long time)
    {
        bool granted = false;
        foreach (SplitRequest request in _requests)
        {
            granted |= request.Time is null;
            request.Time ??= time;
        }

        return granted;
    }
}
