namespace GiftGrab.Cli;

/// <summary>Counts a source's frames, and holds the source up while its job is paused.</summary>
internal sealed class JobGate(JobControl control, Action<long> counted) : IObserver<VideoFrame>, IDisposable
{
    private long _frames;

    public long Frames => Volatile.Read(ref _frames);

    public void OnNext(VideoFrame value)
    {
        control.WaitWhilePaused();
        counted(Interlocked.Increment(ref _frames));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => control.LetGo();
}
