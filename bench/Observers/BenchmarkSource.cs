namespace GiftGrab.Benchmarks.Observers;

/// <summary>Publishes one and the same frame, so that only the delivery costs.</summary>
internal sealed class BenchmarkSource() : MediaSource<VideoFrame>("benchmark")
{
    public void Emit(VideoFrame frame) => Publish(frame);

    public void End() => Complete();
}
