namespace GiftGrab.Cli;

/// <summary>Between a worker and the queue: looks there whether the job is paused or cancelled, and tells how far it is.</summary>
internal sealed class JobControl : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly JobStore _store;
    private readonly long _id;
    private readonly ManualResetEventSlim _running = new(true);
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _thread;
    private double _progress;

    /// <param name="queue">The queue's path; the thread that looks has a connection of its own.</param>
    /// <param name="id">The job.</param>
    public JobControl(string queue, long id)
    {
        _store = JobStore.Open(queue);
        _id = id;
        _thread = new Thread(Look) { Name = "queue", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Requested when the job was cancelled, or <see cref="Quit"/> was called.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Whether the worker has to go, though the job is wanted.</summary>
    public bool IsQuitting { get; private set; }

    /// <summary>Ends the work; the job waits for another worker.</summary>
    public void Quit()
    {
        IsQuitting = true;
        LetGo();
        _stop.Cancel();
    }

    /// <summary>Notes how far the job is, from 0 to 1.</summary>
    public void Report(double progress) => Volatile.Write(ref _progress, Math.Min(progress, 1));

    /// <summary>Returns at once where the job is not paused.</summary>
    public void WaitWhilePaused() => _running.Wait();

    /// <summary>Holds nobody up any more.</summary>
    public void LetGo() => _running.Set();

    public void Dispose()
    {
        _ended.Set();
        LetGo();
        _thread.Join();
        _store.Dispose();
        _stop.Dispose();
        _ended.Dispose();
        _running.Dispose();
    }

    private void Look()
    {
        double told = -1;
        while (!_ended.Wait(Interval))
        {
            double progress = Volatile.Read(ref _progress);
            if (progress != told)
            {
                _store.SetProgress(_id, told = progress);
            }

            switch (_store.Find(_id).State)
            {
                case JobState.Paused when !IsQuitting:
                    _running.Reset();
                    break;
                case JobState.Cancelled:
                    LetGo();
                    _stop.Cancel();
                    return;
                default:
                    LetGo();
                    break;
            }
        }
    }
}
