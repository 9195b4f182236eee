namespace GiftGrab.Tests;

/// <summary>Holds an encoder up at its first packet.</summary>
internal sealed class PacketBarrier : IObserver<EncodedPacket>, IDisposable
{
    private readonly ManualResetEventSlim _open = new();

    public void Open() => _open.Set();

    public void OnNext(EncodedPacket value) => _open.Wait();

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _open.Dispose();
}
