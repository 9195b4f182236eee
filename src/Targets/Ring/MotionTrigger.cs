namespace GiftGrab;

/// <summary>Saves a file of a ring whenever something moves: from a while before the first motion to a while after the last.</summary>
/// <remarks>Attach it to the pictures that the ring's encoder gets, after the encoder. It measures on a thread of its own, and drops
/// pictures where it cannot keep up: they are saved all the same.</remarks>
public sealed class MotionTrigger : IObserver<VideoFrame>, IAttachmentAware<VideoFrame>, INamed, IDisposable
{
    private readonly PacketRing _ring;
    private readonly Func<string> _nextPath;
    private readonly MotionOptions _options;
    private readonly MotionMeter _meter = new();
    private readonly List<RingRecording> _recordings = [];
    private RingRecording? _open;
    private long _lastMotion;

    /// <summary>Watches for motion.</summary>
    /// <param name="ring">What files are saved of.</param>
    /// <param name="nextPath">Names the next file, on the trigger's thread; such as <see cref="FileNameSequence.NextSlice"/>.</param>
    /// <param name="options">What counts as motion; <see langword="null"/>: the defaults.</param>
    /// <exception cref="VideoTargetException">An option is not possible.</exception>
    public MotionTrigger(PacketRing ring, Func<string> nextPath, MotionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(ring);
        ArgumentNullException.ThrowIfNull(nextPath);
        _ring = ring;
        _nextPath = nextPath;
        _options = options ?? new MotionOptions();
        _options.Check();
    }

    /// <summary>Raised on the trigger's thread when a file begins.</summary>
    public event EventHandler<RingRecording>? Triggered;

    /// <summary>Raised on the trigger's thread when a file could not be begun. It is tried again with the next motion.</summary>
    public event EventHandler<VideoTargetException>? Failed;

    /// <inheritdoc/>
    public string Name => "motion";

    /// <inheritdoc/>
    public DeliveryOptions PreferredDelivery => DeliveryOptions.Queued(8);

    /// <summary>The files until now. From any thread.</summary>
    public IReadOnlyList<RingRecording> Recordings
    {
        get
        {
            lock (_recordings)
            {
                return [.. _recordings];
            }
        }
    }

    /// <inheritdoc/>
    public void OnNext(VideoFrame value)
    {
        ArgumentNullException.ThrowIfNull(value);
        double share = _meter.Measure(value);
        if (share > 0 && share >= _options.Threshold)
        {
            _lastMotion = value.Timestamp;
            Begin(value.Timestamp);
        }
        else if (_open is not null && value.Timestamp - _lastMotion > Nanoseconds(_options.After))
        {
            _open.StopAt(TimeSpan.FromTicks((_lastMotion + Nanoseconds(_options.After)) / TimeSpan.NanosecondsPerTick));
            _open = null;
        }
    }

    /// <inheritdoc/>
    public void OnCompleted() => _meter.Dispose();

    /// <inheritdoc/>
    public void OnError(Exception error) => _meter.Dispose();

    /// <inheritdoc/>
    void IAttachmentAware<VideoFrame>.OnAttached(MediaSource<VideoFrame> source, IAttachment attachment)
    {
    }

    /// <inheritdoc/>
    void IAttachmentAware<VideoFrame>.OnDetached(MediaSource<VideoFrame> source) => _meter.Dispose();

    /// <summary>Gives back what it holds. Detach it first; a file that is open goes on until the ring ends.</summary>
    public void Dispose() => _meter.Dispose();

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    private void Begin(long time)
    {
        if (_open is not null)
        {
            return;
        }

        try
        {
            _open = _ring.Save(_nextPath(), new RingSaveOptions
            {
                At = TimeSpan.FromTicks(time / TimeSpan.NanosecondsPerTick),
                Before = _options.Before,
                ExactStart = _options.ExactStart,
                File = _options.File,
            });
        }
        catch (VideoTargetException exception)
        {
            Failed?.Invoke(this, exception);
            return;
        }

        lock (_recordings)
        {
            _recordings.Add(_open);
        }

        Triggered?.Invoke(this, _open);
    }
}
