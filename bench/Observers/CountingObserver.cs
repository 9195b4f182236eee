namespace GiftGrab.Benchmarks.Observers;

/// <summary>The cheapest observer there is.</summary>
internal sealed class CountingObserver : IObserver<VideoFrame>
{
    public long Count { get; private set; }

    public void OnNext(VideoFrame value) => Count++;

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
