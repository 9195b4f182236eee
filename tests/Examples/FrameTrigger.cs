namespace GiftGrab.Tests;

/// <summary>Does something at certain frames.</summary>
internal sealed class FrameTrigger(Action<long> act) : IObserver<VideoFrame>
{
    public void OnNext(VideoFrame value) => act(value.Number);

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
