namespace GiftGrab.Interop;

/// <summary>The source that a target of the host hears: whatever is appended, from whichever thread.</summary>
internal sealed class TargetFeed(string name, bool isLive) : MediaSource<VideoFrame>(name)
{
    public override bool IsLive { get; } = isLive;

    /// <summary>Hands a frame on. One thread at a time.</summary>
    public void Push(VideoFrame frame) => Publish(frame);

    /// <summary>Ends what is recorded.</summary>
    public void End() => Complete();
}
