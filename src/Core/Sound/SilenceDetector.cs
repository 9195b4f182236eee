namespace GiftGrab;

/// <summary>Finds out when sound falls silent.</summary>
/// <remarks>One thread at a time; <see cref="IsReached"/> may be read from any.</remarks>
internal sealed class SilenceDetector(SilenceLimit limit)
{
    private SoundSum _window;
    private int _inWindow;
    private bool _wasHeard;
    private long _quiet;
    private bool _isReached;

    /// <summary>Whether something was heard, and then nothing for as long as the limit says.</summary>
    public bool IsReached => Volatile.Read(ref _isReached);

    /// <summary>Listens to a block.</summary>
    public void Add(AudioFrame block)
    {
        // Shorter than the shortest word, and longer than a period of the lowest note.
        int size = Math.Max(1, block.SampleRate / 100);
        for (int from = 0; from < block.SampleCount && !_isReached;)
        {
            int count = Math.Min(block.SampleCount - from, size - _inWindow);
            _window.Add(block, from, count);
            from += count;
            _inWindow += count;
            if (_inWindow == size)
            {
                Judge(_window.Level.Rms >= limit.Level, size, block.SampleRate);
            }
        }
    }

    private void Judge(bool isHeard, int samples, int rate)
    {
        _window = default;
        _inWindow = 0;
        _wasHeard |= isHeard;
        _quiet = isHeard ? 0 : _quiet + samples;
        if (_wasHeard && _quiet >= limit.Hold.TotalSeconds * rate)
        {
            Volatile.Write(ref _isReached, true);
        }
    }
}
