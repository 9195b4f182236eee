namespace GiftGrab.Tests;

/// <summary>Writes down what it sees of each frame, and waits for the end.</summary>
internal sealed class FrameCollector : IObserver<VideoFrame>
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<VideoFrame>? _onNext;
    private readonly bool _hashes;

    public FrameCollector(bool hashes = false, Action<VideoFrame>? onNext = null)
    {
        _hashes = hashes;
        _onNext = onNext;
    }

    public List<Seen> Frames { get; } = [];

    public Exception? Error { get; private set; }

    public bool IsCompleted { get; private set; }

    /// <summary>Runs a source to its end and returns what it delivered.</summary>
    public static FrameCollector Run(VideoSource source, bool hashes = false, Action<VideoFrame>? onNext = null)
    {
        var collector = new FrameCollector(hashes, onNext);
        source.Attach(collector);
        source.Start();
        collector.WaitForEnd();
        return collector;
    }

    public void WaitForEnd() => Assert.True(_ended.Task.Wait(TimeSpan.FromSeconds(60)), "The source did not end.");

    public void OnNext(VideoFrame value)
    {
        Frames.Add(new Seen(
            value.Number, value.Timestamp, value.Duration, value.CaptureTime, value.Width, value.Height, value.Format,
            _hashes ? FrameHash.Of(value) : string.Empty));
        _onNext?.Invoke(value);
    }

    public void OnCompleted()
    {
        IsCompleted = true;
        _ended.SetResult();
    }

    public void OnError(Exception error)
    {
        Error = error;
        _ended.SetResult();
    }

    internal sealed record Seen(
        long Number, long Timestamp, long Duration, DateTime CaptureTime, int Width, int Height, PixelFormat Format, string Hash);
}
