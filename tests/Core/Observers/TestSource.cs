namespace GiftGrab.Tests;

/// <summary>A source without a thread: the test says when a unit comes.</summary>
internal sealed class TestSource(string name = "test", bool isLive = false) : MediaSource<VideoFrame>(name)
{
    private long _next;

    public override bool IsLive => isLive;

    public void Emit(int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            using VideoFrame frame = VideoFrame.Create(16, 16, PixelFormat.Gray8);
            frame.Number = _next;
            frame.Timestamp = _next * 1_000_000;
            _next++;
            Publish(frame);
        }
    }

    public void End() => Complete();

    public void Break(Exception error) => Fail(error);
}
