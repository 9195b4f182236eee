namespace GiftGrab.Tests.Splitting;

/// <summary>Measures groups of pictures: from a key frame up to the next.</summary>
internal sealed class GroupLog : IObserver<EncodedPacket>
{
    private long _group;

    public long LargestGroup { get; private set; }

    public void OnNext(EncodedPacket value)
    {
        _group = value.Data.Length + (value.IsKeyFrame ? 0 : _group);
        LargestGroup = Math.Max(LargestGroup, _group);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
