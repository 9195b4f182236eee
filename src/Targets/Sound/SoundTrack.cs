namespace GiftGrab;

/// <summary>The way of sound into a recording with pictures: puts it beside them, measures it, and listens for silence.</summary>
/// <remarks>Pictures and sound come on a thread each.</remarks>
internal sealed class SoundTrack(AudioEncoder encoder, TimeSpan offset, TimeSpan? duration, SilenceLimit? silence) : IDisposable
{
    // Blocks that wait for the first picture: beyond five seconds of the usual ones a picture is not about to come.
    private const int MostHeld = 256;
    private readonly Queue<AudioFrame> _held = [];
    private readonly LevelMeter _meter = new();
    private readonly SilenceDetector? _silence = silence is null ? null : new SilenceDetector(silence);
    private readonly ManualResetEventSlim _hasAll = new();
    private readonly long _offset = offset.Ticks * TimeSpan.NanosecondsPerTick;
    private readonly long? _duration = duration?.Ticks * TimeSpan.NanosecondsPerTick;
    private FirstPicture? _first;
    private bool _isPlaced;
    private bool _isLive;

    /// <summary>Encodes it.</summary>
    public AudioEncoder Encoder { get; } = encoder;

    /// <summary>How loud it was lately.</summary>
    public SoundLevel? Level => _meter.Level;

    /// <summary>Whether it has fallen silent, where that ends the recording. From any thread.</summary>
    public bool IsSilent => _silence is { IsReached: true };

    /// <summary>Notes where the pictures begin.</summary>
    public void Begin(VideoFrame picture)
    {
        if (_first is null)
        {
            // A source that is live and has no clock to compare began when its first picture comes.
            long origin = picture.ClockOrigin != 0 ? picture.ClockOrigin : MonotonicClock.Now(TimeProvider.System) - picture.Timestamp;
            Volatile.Write(ref _first, new FirstPicture(picture.Timestamp, origin));
        }
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

    /// <summary>Ends the sound.</summary>
    public void End(Exception? error)
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

    public void Dispose() => Clear();

    private void Hold(AudioFrame block)
    {
        if (_held.Count == MostHeld)
        {
            _held.Dequeue().Dispose();
        }

        _held.Enqueue(block.Retain());
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
        long apart = block.ClockOrigin == 0 ? 0 : block.ClockOrigin - first.Origin;
        bool sharesClock = apart == 0 && _offset == 0;
        Encoder.Span = new SoundSpan(apart + _offset, sharesClock ? null : first.Timestamp, first.Timestamp + _duration);
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
}
