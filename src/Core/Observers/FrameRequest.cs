namespace GiftGrab;

/// <summary>Lets a caller wait for the source's next frame; costs the source one read where nobody waits.</summary>
internal sealed class FrameRequest
{
    private readonly object _gate = new();
    private int _waiting;
    private VideoFrame? _frame;

    /// <summary>Called by the source for each frame.</summary>
    public void Offer(VideoFrame frame)
    {
        if (Volatile.Read(ref _waiting) == 0)
        {
            return;
        }

        lock (_gate)
        {
            if (_waiting > 0 && _frame is null)
            {
                _frame = frame.Retain();
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits for a frame, looking every 50 ms whether one can still come.</summary>
    public VideoFrame Wait(string sourceName, TimeSpan timeout, Func<bool> isAlive)
    {
        long start = TimeProvider.System.GetTimestamp();
        lock (_gate)
        {
            _waiting++;
            try
            {
                while (_frame is null)
                {
                    if (!isAlive() || TimeProvider.System.GetElapsedTime(start) > timeout)
                    {
                        throw new VideoSourceException(
                            $"{sourceName} gave no frame {(isAlive() ? $"within {timeout.TotalSeconds:0.#} s" : "before it ended")}.");
                    }

                    Monitor.Wait(_gate, 50);
                }

                VideoFrame frame = _frame;
                _frame = null;
                return frame;
            }
            finally
            {
                _waiting--;
                if (_waiting == 0)
                {
                    _frame?.Dispose();
                    _frame = null;
                }
            }
        }
    }
}
