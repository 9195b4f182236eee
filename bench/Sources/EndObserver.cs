namespace GiftGrab.Benchmarks.Sources;

/// <summary>Counts frames and tells when they end.</summary>
internal sealed class EndObserver(ManualResetEventSlim end) : IObserver<VideoFrame>
{
    public int Frames { get; private set; }

    public void OnNext(VideoFrame value) => Frames++;

    public void OnCompleted() => end.Set();

    public void OnError(Exception error)
    {
        Console.Error.WriteLine(error.Message);
        end.Set();
    }
}
