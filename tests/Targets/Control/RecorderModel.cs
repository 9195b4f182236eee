namespace GiftGrab.Tests.Control;

/// <summary>What a recorder must do, said as simply as can be: which frames go into which file.</summary>
internal sealed class RecorderModel
{
    private readonly List<List<int>> _files = [];
    private List<int>? _open;
    private bool _recording;
    private bool _paused;
    private int _steps;

    /// <summary>The frames of each file that got any.</summary>
    public IEnumerable<IReadOnlyList<int>> Files => _files.Where(file => file.Count > 0);

    public int Next { get; private set; }

    public RecorderState State => _recording ? RecorderState.Recording : _paused ? RecorderState.Paused : RecorderState.Stopped;

    public void Frame()
    {
        if (_open is not null && (_recording || _steps > 0))
        {
            _open.Add(Next);
            if (!_recording && --_steps == 0 && !_paused)
            {
                _open = null;
            }
        }

        Next++;
    }

    /// <returns>Whether it changes anything.</returns>
    public bool Start()
    {
        if (_recording)
        {
            return false;
        }

        Open();
        (_recording, _paused, _steps) = (true, false, 0);
        return true;
    }

    /// <returns>Whether it changes anything.</returns>
    public bool Pause()
    {
        if (_open is null || (_paused && _steps == 0))
        {
            return false;
        }

        (_recording, _paused, _steps) = (false, true, 0);
        return true;
    }

    /// <returns>Whether it changes anything.</returns>
    public bool Stop()
    {
        if (_open is null)
        {
            return false;
        }

        (_open, _recording, _paused, _steps) = (null, false, false, 0);
        return true;
    }

    /// <returns>Whether it changes anything.</returns>
    public bool Step(int count)
    {
        if (_recording)
        {
            return false;
        }

        Open();
        _steps += count;
        return true;
    }

    private void Open()
    {
        if (_open is null)
        {
            _open = [];
            _files.Add(_open);
        }
    }
}
