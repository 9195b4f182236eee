namespace GiftGrab;

/// <summary>A connection whose reads may block for good, as a screen's do whose server hangs: they are on a thread of their own, so that
/// the source's thread sees the silence.</summary>
/// <remarks>It holds one unit; what comes behind it waits where the reads wait.</remarks>
internal sealed class AsideConnection : ILiveConnection
{
    // A read that does not return by then ends aside.
    private static readonly TimeSpan EndingTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);
    private readonly object _gate = new();
    private readonly ILiveConnection _connection;
    private readonly IDisposable? _companion;
    private readonly CancellationTokenSource _end = new();
    private readonly Thread _thread;
    private VideoFrame? _frame;
    private AudioFrame? _audio;
    private Exception? _failure;
    private bool _ends;

    /// <param name="connection">What is read from; it becomes this one's.</param>
    /// <param name="name">For the thread.</param>
    /// <param name="companion">What stays open for as long as the connection, and is closed after it.</param>
    public AsideConnection(ILiveConnection connection, string name, IDisposable? companion = null)
    {
        _connection = connection;
        _companion = companion;
        _thread = new Thread(ReadAll) { IsBackground = true, Name = $"read {name}" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public LiveFormat Format => _connection.Format;

    /// <inheritdoc/>
    public AudioFormat? AudioFormat => _connection.AudioFormat;

    /// <inheritdoc/>
    public bool HasProcessTimes => _connection.HasProcessTimes;

    /// <inheritdoc/>
    public bool IsFinite => _connection.IsFinite;

    /// <inheritdoc/>
    public bool HasSignal => _connection.HasSignal;

    /// <inheritdoc/>
    public bool HasSteadyRate => _connection.HasSteadyRate;

    /// <inheritdoc/>
    public long MissedFrames => _connection.MissedFrames;

    private bool HoldsUnit => _frame is not null || _audio is not null;

    /// <inheritdoc/>
    public bool TryRead(TimeSpan timeout, CancellationToken stop, out VideoFrame? frame, out AudioFrame? audio)
    {
        long begin = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            while (!HoldsUnit && _failure is null)
            {
                stop.ThrowIfCancellationRequested();
                TimeSpan left = timeout - TimeProvider.System.GetElapsedTime(begin);
                if (left <= TimeSpan.Zero)
                {
                    break;
                }

                Monitor.Wait(_gate, left < LongestWait ? left : LongestWait);
            }

            (frame, audio, _frame, _audio) = (_frame, _audio, null, null);
            Monitor.PulseAll(_gate);
            return frame is not null || audio is not null || (_failure is { } failure ? throw failure : false);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        lock (_gate)
        {
            _ends = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join(EndingTime);
    }

    private void ReadAll()
    {
        try
        {
            while (ReadOne())
            {
            }
        }
        catch (Exception exception)
        {
            lock (_gate)
            {
                _failure = exception;
                Monitor.PulseAll(_gate);
            }
        }
        finally
        {
            WaitForEnd();
            _connection.Dispose();
            _companion?.Dispose();
            _end.Dispose();
        }
    }

    /// <returns>Whether to go on.</returns>
    private bool ReadOne()
    {
        bool came = _connection.TryRead(LongestWait, _end.Token, out VideoFrame? frame, out AudioFrame? audio);
        lock (_gate)
        {
            while (came && HoldsUnit && !_ends)
            {
                Monitor.Wait(_gate);
            }

            if (_ends)
            {
                frame?.Dispose();
                audio?.Dispose();
                return false;
            }

            if (came)
            {
                (_frame, _audio) = (frame, audio);
                Monitor.PulseAll(_gate);
            }

            return true;
        }
    }

    // The connection is another thread's to ask until it is closed.
    private void WaitForEnd()
    {
        lock (_gate)
        {
            while (!_ends)
            {
                Monitor.Wait(_gate);
            }

            _frame?.Dispose();
            _audio?.Dispose();
            (_frame, _audio) = (null, null);
        }
    }
}
