namespace GiftGrab;

/// <summary>The way of sound into a recording with pictures: puts it beside them, measures it, and listens for silence.</summary>
/// <remarks>Pictures and sound come on a thread each. Sound that has to be laid beside the pictures waits for the first of them, also
/// where it has ended by then.</remarks>
/// <param name="encoder">Encodes it.</param>
/// <param name="options">Those of its target.</param>
/// <param name="isPlayed">Whether the sound was recorded before: its own beginning then belongs to the first of live pictures, whenever
/// that comes.</param>
internal sealed class SoundTrack(AudioEncoder encoder, VideoTargetOptions options, bool isPlayed)
{
    /// <summary>The most blocks that wait for the encoder: ten seconds of the 5 ms that devices give at a time. After a while in which the
    /// process did not run, all that its sound server kept comes at once.</summary>
    public const int QueueCapacity = 2048;

    /// <summary>The most sound that waits for the first picture.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<AudioFrame> _held = [];
    private readonly LevelMeter _meter = new();
    private readonly SilenceDetector? _silence = options.UntilSilence is { } limit ? new SilenceDetector(limit) : null;
    private readonly ManualResetEventSlim _hasAll = new();
    private readonly ManualResetEventSlim _mayGo = new();
    private readonly long _offset = options.AudioOffset.Ticks * TimeSpan.NanosecondsPerTick;
    private readonly bool _keepsToPictures = options.MaxFrames is not null;
    private readonly long? _duration = options.MaxDuration?.Ticks * TimeSpan.NanosecondsPerTick;
    private FirstPicture? _first;
    private EndOfSound? _end;
    private long _clockOrigin;
    private long _heldTime;
    private long _forgottenTo = long.MinValue;
    private long _picturesTo = long.MinValue;
    private long _picturesEnd = long.MaxValue;
    private bool _isPlaced;
    private bool _hasWaited;
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

        _mayGo.Set();

        EndLate(end);
    }

    /// <summary>Notes up to where pictures have come.</summary>
    public void Reach(VideoFrame picture) => Volatile.Write(ref _picturesTo, picture.Timestamp + picture.Duration);

    /// <summary>The last picture that is recorded has come: the sound ends with it.</summary>
    public void EndWithPictures() => Volatile.Write(ref _picturesEnd, Volatile.Read(ref _picturesTo));

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

        _mayGo.Set();

        EndLate(end);
    }

    /// <summary>Takes a block, which stays the caller's.</summary>
    public void Add(AudioFrame block)
    {
        Volatile.Write(ref _clockOrigin, block.ClockOrigin);
        _meter.OnNext(block);
        _silence?.Add(block);
        bool mustWait = !_isPlaced && (_offset != 0 || block.ClockOrigin != 0 || options.CutsSoundBeforePictures);
        if (mustWait && Volatile.Read(ref _first) is null)
        {
            Hold(block, forgets: true);
            WaitForPictures(block);
            return;
        }

        Place(block);
        if (_keepsToPictures)
        {
            // It is not known before the last picture comes when that is, and sound may run ahead of pictures.
            Hold(block, forgets: false);
            EncodeReached();
            return;
        }

        Encode(block);
    }

    /// <summary>The times without sound that fall into the recording. From any thread.</summary>
    /// <param name="source">Where the sound comes from.</param>
    /// <param name="end">Where the recording ends, on the clock of its pictures.</param>
    public IReadOnlyList<SidecarSoundGap> GapsOf(ILossy source, long end)
    {
        if (Volatile.Read(ref _first) is not { } first)
        {
            return [];
        }

        long length = end - first.Timestamp;
        SourceGap? present = source.PresentLoss;
        if (Volatile.Read(ref _clockOrigin) is var origin && origin == 0)
        {
            return present is null ? [] : [new SidecarSoundGap(0, length / 1e9, present.Reason)];
        }

        long shift = origin - first.Origin + _offset - first.Timestamp;
        return
        [
            .. source.Gaps.Concat(present is null ? [] : [present])
                .Select(gap => (From: Math.Max(0, gap.From + shift), To: Math.Min(length, gap.To + shift), gap.Reason))
                .Where(gap => gap.To > gap.From)
                .Select(gap => new SidecarSoundGap(gap.From / 1e9, gap.To / 1e9, gap.Reason)),
        ];
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
        try
        {
            Place(null);
            EncodeToEnd();
        }
        finally
        {
            Clear();
        }

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

    /// <param name="block">What waits.</param>
    /// <param name="forgets">Whether the oldest is lost where too much waits; else it is encoded.</param>
    private void Hold(AudioFrame block, bool forgets)
    {
        _held.Enqueue(block.Retain());
        _heldTime += block.Duration;
        while (_heldTime > LongestWait.Ticks * TimeSpan.NanosecondsPerTick)
        {
            if (!forgets)
            {
                EncodeOldest();
                continue;
            }

            using AudioFrame oldest = TakeOldest();
            _forgottenTo = oldest.Timestamp + oldest.Duration;
        }
    }

    /// <summary>Sound of a file can wait for pictures that begin late, where that of a device goes on.</summary>
    private void WaitForPictures(AudioFrame block)
    {
        if (block.ClockOrigin == 0 && !_hasWaited && _heldTime + block.Duration > LongestWait.Ticks * TimeSpan.NanosecondsPerTick)
        {
            _hasWaited = true;
            _mayGo.Wait(LongestWait);
        }
    }

    private AudioFrame TakeOldest()
    {
        AudioFrame oldest = _held.Dequeue();
        _heldTime -= oldest.Duration;
        return oldest;
    }

    private void EncodeOldest()
    {
        using AudioFrame oldest = TakeOldest();
        Encode(oldest);
    }

    /// <summary>Encodes what waited for pictures that have come.</summary>
    private void EncodeReached()
    {
        while (_held.TryPeek(out AudioFrame? oldest) && oldest.Timestamp + oldest.Duration + Encoder.Span.Shift <= Volatile.Read(ref _picturesTo))
        {
            EncodeOldest();
        }
    }

    /// <summary>Encodes what is left up to the last picture.</summary>
    private void EncodeToEnd()
    {
        if (!_keepsToPictures || !_isPlaced)
        {
            return;
        }

        if (Volatile.Read(ref _picturesEnd) is < long.MaxValue and var end)
        {
            Encoder.Span = Encoder.Span with { End = Math.Min(Encoder.Span.End ?? end, end) };
        }

        while (_held.Count > 0)
        {
            EncodeOldest();
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
        long apart = block.ClockOrigin == 0 ? 0 : isPlayed ? first.Timestamp : block.ClockOrigin - first.Origin;
        bool isWhole = apart == 0 && _offset == 0 && !options.CutsSoundBeforePictures;
        Encoder.Span = new SoundSpan(apart + _offset, isWhole ? null : first.Timestamp, first.Timestamp + _duration);
        if (_forgottenTo != long.MinValue && _forgottenTo + Encoder.Span.Shift > first.Timestamp)
        {
            TargetsLog.SoundForgotten(
                GiftGrabLog.Logger, Encoder.Name, (_forgottenTo + Encoder.Span.Shift - first.Timestamp) / 1e9, LongestWait.TotalSeconds);
        }

        while (!_keepsToPictures && _held.Count > 0)
        {
            EncodeOldest();
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
