namespace GiftGrab.Tests;

/// <summary>Holds a source up at its first unit.</summary>
internal sealed class ObserverBarrier<T> : IObserver<T>, IDisposable
{
    private readonly ManualResetEventSlim _open = new();

    public void Open() => _open.Set();

    public void OnNext(T value) => _open.Wait();

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _open.Dispose();
}
