namespace GiftGrab.Tests;

/// <summary>Remembers what it was told, and does on each frame what the test asks.</summary>
internal sealed class RecordingObserver(Action<VideoFrame>? onNext = null) : IObserver<VideoFrame>
{
    private readonly Lock _gate = new();
    private readonly List<long> _numbers = [];

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

    public List<Exception> Errors { get; } = [];

    public void OnNext(VideoFrame value)
    {
        onNext?.Invoke(value);
        lock (_gate)
        {
            _numbers.Add(value.Number);
        }
    }

    public void OnCompleted() => Completions++;

    public void OnError(Exception error) => Errors.Add(error);
}
