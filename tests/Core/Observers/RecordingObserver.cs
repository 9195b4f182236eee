namespace GiftGrab.Tests;

/// <summary>Remembers what it was told, and does on each frame what the test asks.</summary>
internal sealed class RecordingObserver(Action<VideoFrame>? onNext = null) : IObserver<VideoFrame>, IAttachmentAware<VideoFrame>
{
    private readonly Lock _gate = new();
    private readonly List<long> _numbers = [];
    private volatile int _calls;

    public long[] Numbers
    {
        get
        {
            lock (_gate)
            {
                return [.. _numbers];
            }
        }
    }

    public int Completions { get; private set; }

    public int Detachments { get; private set; }

    /// <summary>Whether it was told of its detaching while another call was in flight.</summary>
    public bool IsToldTwiceAtOnce { get; private set; }

    public DeliveryOptions PreferredDelivery => DeliveryOptions.Inline;

    public List<Exception> Errors { get; } = [];

    public void OnNext(VideoFrame value)
    {
        _calls++;
        onNext?.Invoke(value);
        lock (_gate)
        {
            _numbers.Add(value.Number);
        }

        _calls--;
    }

    public void OnAttached(MediaSource<VideoFrame> source, IAttachment attachment)
    {
    }

    public void OnDetached(MediaSource<VideoFrame> source)
    {
        IsToldTwiceAtOnce |= _calls > 0;
        Detachments++;
    }

    public void OnCompleted() => Completions++;

    public void OnError(Exception error) => Errors.Add(error);
}
