namespace GiftGrab;

/// <summary>The way of sound into a recording with pictures: puts it beside them, measures it, and listens for silence.</summary>
/// <remarks>Pictures and sound come on a thread each. Sound that has to be laid beside the pictures waits for the first of them, also
/// where it has ended by then.</remarks>
/// <param name="encoder">Encodes it.</param>
/// <param name="beginsWithPictures">Whether the sound's own beginning belongs to the first picture, whenever it comes: sound that was
/// recorded before and is played to live pictures.</param>
/// <param name="offset">How much later than that it belongs.</param>
/// <param name="duration">How long the pictures last at most.</param>
/// <param name="silence">What counts as silence, where that ends the recording.</param>
internal sealed class SoundTrack(AudioEncoder encoder, bool beginsWithPictures, TimeSpan offset, TimeSpan? duration, SilenceLimit? silence)
{
    /// <summary>The most sound that waits for the first picture.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<AudioFrame> _held = [];
    private readonly LevelMeter _meter = new();
    private readonly SilenceDetector? _silence = silence is null ? null : new SilenceDetector(silence);
    private readonly ManualResetEventSlim _hasAll = new();
    private readonly long _offset = offset.Ticks * TimeSpan.NanosecondsPerTick;
    private readonly long? _duration = duration?.Ticks * TimeSpan.NanosecondsPerTick;
    private FirstPicture? _first;
    private EndOfSound? _end;
    private long _heldTime;
    private long _forgottenTo = long.MinValue;
    private bool _isPlaced;
    private bool _isLive;
    private bool _picturesEnded;

    /// <summary>Encodes it.</summary>
    public AudioEncoder Encoder { get; } = encoder;

    /// <summary>How loud it was lately.</summary>
    public SoundLevel? Level => _meter.Level;

    /// <summary>Whether it has fallen silent, where that ends the recording. From any thread.</summary>
    public bool IsSilent => _silence is { IsReached: true };

    /// <summary>Notes where the pictures begin; sound that ended before is encoded now.</summary>
    public void Begin(VideoFrame picture)
    {
        if (_first is not null)
        {
            return;
        }

        // A source that is live and has no clock to compare began when its first picture comes.
        long origin = picture.ClockOrigin != 0 ? picture.ClockOrigin : MonotonicClock.Now(TimeProvider.System) - picture.Timestamp;
        EndOfSound? end;
        lock (_gate)
        {
            Volatile.Write(ref _first, new FirstPicture(picture.Timestamp, origin));
            end = _end;
            _end = null;
        }

        EndLate(end);
    }

    /// <summary>No picture follows: sound waits for none any more.</summary>
    public void EndPictures()
    {
        EndOfSound? end;
        lock (_gate)
        {
            _picturesEnded = true;
            end = _end;
            _end = null;
        }

        EndLate(end);
    }

    /// <summary>Takes a block, which stays the caller's.</summary>
    public void Add(AudioFrame block)
    {
        _meter.OnNext(block);
        _silence?.Add(block);
        bool mustWait = !_isPlaced && (_offset != 0 || block.ClockOrigin != 0);
        if (mustWait && Volatile.Read(ref _first) is null)
        {
            Hold(block);
            return;
        }

        Place(block);
        Encode(block);
    }

    /// <summary>Waits a moment for live sound that comes after the last picture, up to the recording's end.</summary>
    public void WaitForEnd(TimeSpan longest)
    {
        if (Volatile.Read(ref _isLive) && _duration is not null)
        {
            _hasAll.Wait(longest);
        }
    }

    /// <summary>Ends the sound, or has it end when the first picture has come that it waits for.</summary>
    public void End(Exception? error)
    {
        lock (_gate)
        {
            if (_first is null && !_picturesEnded && _held.Count > 0)
            {
                _end = new EndOfSound(error);
                return;
            }
        }

        Finish(error);
    }

    private void Finish(Exception? error)
    {
        Place(null);
        Clear();
        if (error is null)
        {
            Encoder.OnCompleted();
        }
        else
        {
            Encoder.OnError(error);
        }
    }

    // The thread of sound has left; what fails here is the sound's failure, which the outputs were told, and not the pictures'.
    private void EndLate(EndOfSound? end)
    {
        if (end is null)
        {
            return;
        }

        try
        {
            Finish(end.Error);
        }
        catch (GiftGrabException exception)
        {
            TargetsLog.Failed(GiftGrabLog.Logger, Encoder.Name, exception);
        }
    }

    private void Hold(AudioFrame block)
    {
        _held.Enqueue(block.Retain());
        _heldTime += block.Duration;
        while (_heldTime > LongestWait.Ticks * TimeSpan.NanosecondsPerTick)
        {
            using AudioFrame oldest = _held.Dequeue();
            _heldTime -= oldest.Duration;
            _forgottenTo = oldest.Timestamp + oldest.Duration;
        }
    }

    /// <summary>Says where the sound belongs, once the first picture is known, and encodes what waited for that.</summary>
    private void Place(AudioFrame? like)
    {
        if (_isPlaced || Volatile.Read(ref _first) is not { } first || (like ?? _held.FirstOrDefault()) is not { } block)
        {
            return;
        }

        _isPlaced = true;
        Volatile.Write(ref _isLive, block.ClockOrigin != 0);
        long apart = block.ClockOrigin == 0 ? 0 : beginsWithPictures ? first.Timestamp : block.ClockOrigin - first.Origin;
        bool sharesClock = apart == 0 && _offset == 0;
        Encoder.Span = new SoundSpan(apart + _offset, sharesClock ? null : first.Timestamp, first.Timestamp + _duration);
        if (_forgottenTo != long.MinValue && _forgottenTo + Encoder.Span.Shift > first.Timestamp)
        {
            TargetsLog.SoundForgotten(
                GiftGrabLog.Logger, Encoder.Name, (_forgottenTo + Encoder.Span.Shift - first.Timestamp) / 1e9, LongestWait.TotalSeconds);
        }

        while (_held.TryDequeue(out AudioFrame? held))
        {
            using (held)
            {
                Encode(held);
            }
        }
    }

    private void Encode(AudioFrame block)
    {
        Encoder.OnNext(block);
        if (_duration is not null && _first is { } first
            && block.Timestamp + block.Duration + Encoder.Span.Shift - first.Timestamp >= _duration)
        {
            _hasAll.Set();
        }
    }

    private void Clear()
    {
        while (_held.TryDequeue(out AudioFrame? held))
        {
            held.Dispose();
        }
    }

    private sealed record FirstPicture(long Timestamp, long Origin);

    private sealed record EndOfSound(Exception? Error);
}
