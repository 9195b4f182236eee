namespace GiftGrab;

/// <summary>Decides of every picture whether it is recorded, and hands it on; sound follows the pictures.</summary>
/// <remarks>The lock guards the decision alone: neither the observers nor the making of files run under it. Pictures come on one
/// thread at a time, sound likewise, commands on any.</remarks>
internal sealed class RecorderGate
{
    private readonly Lock _lock = new();
    private readonly RecordedTimes _times;
    private readonly HeldSound _sound;
    private readonly List<RecordingSection> _ending = [];
    private RecordingSection? _section;
    private bool _isHandingSound;
    private bool _isOver;
    private bool _hasSound;
    private bool _soundEnded;
    private long _skippedOutside;
    private long _next;
    private int _steps;

    public RecorderGate(PauseGap gap)
    {
        _times = new RecordedTimes(gap);
        _sound = new HeldSound(_times);
    }

    /// <summary>Guards all that the commands decide.</summary>
    public Lock Lock => _lock;

    /// <summary>Raised with a section that takes no more and is complete. Not under the lock.</summary>
    public event Action<RecordingSection>? Closing;

    /// <summary>Raised after the last step. Not under the lock.</summary>
    public event Action<RecordingSection>? Stepped;

    public RecorderState State { get; private set; }

    /// <summary>The section that is open. Under the lock.</summary>
    public RecordingSection? Section => _section;

    /// <summary>Frames that are still to be recorded by steps. Under the lock.</summary>
    public int Steps => _steps;

    /// <summary>The number that no frame has reached yet. Under the lock.</summary>
    public long Next => _next;

    /// <summary>Frames that came while no section was open. Under the lock.</summary>
    public long SkippedOutside => _skippedOutside;

    /// <summary>Opens a section, or goes on with the one that is open. Under the lock.</summary>
    public void Record(RecordingSection section)
    {
        _section = section;
        _steps = 0;
        State = RecorderState.Recording;
    }

    /// <summary>Lets some frames through. Under the lock.</summary>
    public void Step(RecordingSection section, int count)
    {
        _section = section;
        _steps = (int)Math.Min((long)_steps + count, int.MaxValue);
    }

    /// <summary>Under the lock.</summary>
    public void Pause()
    {
        _times.Pause();
        _steps = 0;
        State = RecorderState.Paused;
    }

    /// <summary>Ends the section that is open. Under the lock; then, without it, <see cref="CloseWhereDone"/>.</summary>
    public RecordingSection? End(Exception? failure)
    {
        RecordingSection? section = _section;
        State = RecorderState.Stopped;
        _section = null;
        _steps = 0;
        if (section is not null)
        {
            _times.Pause();
            section.PicturesEnd = _times.RecordedEnd;
            section.Failure = failure;
            section.IsEnding = true;
            _ending.Add(section);
        }

        return section;
    }

    /// <summary>Closes an ended section as soon as all that was decided for it was handed on.</summary>
    public void CloseWhereDone(RecordingSection section)
    {
        lock (_lock)
        {
            bool hasSound = section.IsEmpty || section.SoundFeed is null || section.HasAllSound
                || _sound.Position >= section.PicturesEnd || (_soundEnded && _sound.IsEmpty);
            if (!section.IsEnding || section.IsClosed || section.IsTakingPicture || section.IsTakingSound || !hasSound)
            {
                return;
            }

            section.IsClosed = true;
            _ending.Remove(section);
            ClearWhereOver();
        }

        Closing?.Invoke(section);
    }

    /// <summary>Waits for the sound of a section no longer.</summary>
    public void GiveUpSound(RecordingSection section)
    {
        lock (_lock)
        {
            section.HasAllSound = true;
        }

        CloseWhereDone(section);
    }

    public void Take(VideoFrame frame)
    {
        RecordingSection? section;
        bool stepped = false;
        long shift = 0;
        lock (_lock)
        {
            _next = Math.Max(_next, frame.Number + 1);
            section = _section;
            if (section is null || (State != RecorderState.Recording && _steps == 0))
            {
                _times.Skip(frame);
                Skip(section);
                section = null;
            }
            else
            {
                shift = _times.Record(frame, section);
                section.CountRecorded(frame.Number);
                section.IsTakingPicture = true;
                stepped = _steps > 0 && --_steps == 0;
                if (stepped)
                {
                    EndSteps();
                }
            }
        }

        if (section is not null)
        {
            HandOn(frame, section, shift);
        }

        HandSoundOn();
        if (stepped)
        {
            Stepped?.Invoke(section!);
        }
    }

    public void Take(AudioFrame block)
    {
        lock (_lock)
        {
            if (!_isOver || _ending.Count > 0)
            {
                _sound.Add(block);
            }
        }

        HandSoundOn();
    }

    /// <summary>Sound will come.</summary>
    public void AddSound()
    {
        lock (_lock)
        {
            _hasSound = true;
            _times.HasSound = true;
        }
    }

    /// <summary>No more sound will come.</summary>
    public void EndSound()
    {
        lock (_lock)
        {
            _soundEnded = true;
        }

        HandSoundOn();
    }

    /// <summary>No more pictures will come: sound that waits for them is given back.</summary>
    public void EndPictures()
    {
        lock (_lock)
        {
            _isOver = true;
            ClearWhereOver();
        }
    }

    private void ClearWhereOver()
    {
        if (_isOver && !_isHandingSound && _ending.Count == 0)
        {
            _sound.Clear();
        }
    }

    private void Skip(RecordingSection? section)
    {
        if (section is null)
        {
            _skippedOutside++;
        }
        else
        {
            section.PictureFeed.IsSkipping = true;
            section.CountSkipped();
        }
    }

    private void EndSteps()
    {
        if (State == RecorderState.Stopped)
        {
            End(null);
        }
        else
        {
            _times.Pause();
        }
    }

    private void HandOn(VideoFrame frame, RecordingSection section, long shift)
    {
        try
        {
            section.PictureFeed.Push(frame, shift);
        }
        finally
        {
            lock (_lock)
            {
                section.IsTakingPicture = false;
            }

            CloseWhereDone(section);
        }
    }

    /// <summary>Hands on the sound that is decided. One thread does it at a time; what others add meanwhile it finds.</summary>
    private void HandSoundOn()
    {
        if (!Volatile.Read(ref _hasSound))
        {
            return;
        }

        while (true)
        {
            SoundPiece piece;
            lock (_lock)
            {
                if (_isHandingSound || !_sound.TryTake(out piece))
                {
                    break;
                }

                _isHandingSound = true;
                piece.Section.IsTakingSound = true;
            }

            HandOn(piece);
        }

        RecordingSection? oldest;
        lock (_lock)
        {
            oldest = _ending.Count > 0 ? _ending[0] : null;
        }

        if (oldest is not null)
        {
            CloseWhereDone(oldest);
        }
    }

    private void HandOn(in SoundPiece piece)
    {
        try
        {
            piece.Section.SoundFeed?.Push(piece);
        }
        finally
        {
            if (piece.IsLast)
            {
                piece.Block.Dispose();
            }

            lock (_lock)
            {
                _isHandingSound = false;
                piece.Section.IsTakingSound = false;
                ClearWhereOver();
            }

            CloseWhereDone(piece.Section);
        }
    }
}
