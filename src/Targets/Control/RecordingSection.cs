namespace GiftGrab;

/// <summary>What is recorded between a START and a STOP: a file, or several of the same frames.</summary>
/// <remarks>May be read from any thread.</remarks>
public sealed class RecordingSection
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PictureFeed _pictures;
    private readonly SoundFeed? _sound;
    private IReadOnlyList<VideoTarget> _targets = [];
    private long _recorded;
    private long _skipped;
    private long _firstFrame = -1;
    private long _lastFrame = -1;
    private bool _isEnding;

    internal RecordingSection(int number, MediaSource<VideoFrame> source, AudioSource? sound)
    {
        Number = number;
        _pictures = new PictureFeed(source);
        _sound = sound is null ? null : new SoundFeed(source, sound);
    }

    /// <summary>1 for the first section of the recorder, and so on.</summary>
    public int Number { get; }

    /// <summary>The pictures that are recorded, for whoever makes the section's targets to attach them, and further observers.</summary>
    public MediaSource<VideoFrame> Pictures => _pictures;

    /// <summary>The sound that is recorded; <see langword="null"/> where the recorder gets none.</summary>
    public MediaSource<AudioFrame>? Sound => _sound;

    /// <summary>What writes the section's files.</summary>
    public IReadOnlyList<VideoTarget> Targets => Volatile.Read(ref _targets);

    /// <summary>The section's files: of targets that are split, every part.</summary>
    public IReadOnlyList<string> Files => [.. Targets.SelectMany(PathsOf)];

    /// <summary>The files that are written now, or were the last: of targets that are split, the newest part.</summary>
    public IReadOnlyList<string> NewestFiles => [.. Targets.Select(target => PathsOf(target).LastOrDefault()).OfType<string>()];

    /// <summary>The number of its first frame; -1 before.</summary>
    public long FirstFrame => Volatile.Read(ref _firstFrame);

    /// <summary>The number of its newest frame; -1 before the first.</summary>
    public long LastFrame => Volatile.Read(ref _lastFrame);

    /// <summary>What became of every frame since it began.</summary>
    public RecorderStatistics Statistics => Count(Volatile.Read(ref _recorded), Volatile.Read(ref _skipped)) with
    {
        Missed = Targets is [{ } first, ..] ? first.MissedFrames : 0,
    };

    /// <summary>Whether frames still come to it: neither a STOP nor the end of its source or of its steps has ended it.</summary>
    public bool IsOpen => !IsEnding;

    /// <summary>Done when every file is finalised, or was removed because no frame came; faulted with the first
    /// <see cref="VideoTargetException"/> where one failed.</summary>
    public Task Completion => _completion.Task;

    // What follows is guarded by the recorder's lock.

    /// <summary>Whether a STOP, the end of the source or of the last step has ended it.</summary>
    internal bool IsEnding
    {
        get => Volatile.Read(ref _isEnding);
        set => Volatile.Write(ref _isEnding, value);
    }

    /// <summary>The source's failure, which ended it.</summary>
    internal Exception? Failure { get; set; }

    /// <summary>Whether the source's thread is handing a picture on.</summary>
    internal bool IsTakingPicture { get; set; }

    /// <summary>Whether a thread is handing sound on.</summary>
    internal bool IsTakingSound { get; set; }

    /// <summary>Whether its sound is not waited for any more.</summary>
    internal bool HasAllSound { get; set; }

    /// <summary>Whether its feeds have been told the end.</summary>
    internal bool IsClosed { get; set; }

    /// <summary>Where its last picture ends, in nanoseconds of the source.</summary>
    internal long PicturesEnd { get; set; }

    /// <summary>Up to where it has sound, moved forward as the sound is.</summary>
    internal long SoundEnd { get; set; } = long.MinValue / 2;

    internal PictureFeed PictureFeed => _pictures;

    /// <summary>The times within it that are not recorded.</summary>
    internal PauseLog Pauses => _pictures.Pauses;

    internal SoundFeed? SoundFeed => _sound;

    internal bool IsEmpty => Volatile.Read(ref _recorded) == 0;

    /// <summary>Takes what writes it, attached already.</summary>
    internal void Begin(IReadOnlyList<VideoTarget> targets)
    {
        Volatile.Write(ref _targets, targets);
        _ = FollowAsync(targets);
    }

    internal void CountRecorded(long frame)
    {
        if (_recorded == 0)
        {
            Volatile.Write(ref _firstFrame, frame);
        }

        Volatile.Write(ref _lastFrame, frame);
        Volatile.Write(ref _recorded, _recorded + 1);
    }

    internal void CountSkipped() => Volatile.Write(ref _skipped, _skipped + 1);

    /// <summary>Tells the feeds the end; without a frame, removes what was prepared.</summary>
    internal void Close()
    {
        if (IsEmpty)
        {
            Discard();
            return;
        }

        _sound?.End();
        _pictures.End(Failure);
    }

    /// <summary>Leaves nothing behind. Returns at once.</summary>
    internal void Discard() => Task.Run(() =>
    {
        foreach (VideoTarget target in Targets)
        {
            target.Discard();
        }
    });

    /// <summary>Drops what waits for the encoders, so that the files can be finalised in time.</summary>
    internal void GiveUpWaiting()
    {
        _pictures.GiveUpDeliveries();
        _sound?.GiveUpDeliveries();
    }

    private static IEnumerable<string> PathsOf(VideoTarget target) => target.Parts.Count > 0
        ? target.Parts.Select(part => part.Path)
        : target.Path is { } path ? [path] : [];

    private async Task FollowAsync(IReadOnlyList<VideoTarget> targets)
    {
        try
        {
            await Task.WhenAll(targets.Select(target => target.Completion)).ConfigureAwait(false);
            _completion.TrySetResult();
        }
        catch (Exception exception)
        {
            _completion.TrySetException(exception);

            // Nobody need look at it: the recorder's event tells it too.
            _ = _completion.Task.Exception;
        }
    }

    private RecorderStatistics Count(long recorded, long skipped)
    {
        if (Targets is not [{ } first, ..])
        {
            return new RecorderStatistics(recorded + skipped, 0, skipped, 0, recorded);
        }

        bool isDone = first.Completion.IsCompleted;
        TargetStatistics counts = first.Statistics;
        long encoded = Math.Min(counts.Encoding.Frames, recorded);
        if (!isDone)
        {
            long dropped = Math.Min(counts.Dropped, recorded - encoded);
            return new RecorderStatistics(recorded + skipped, encoded, skipped, dropped, recorded - encoded - dropped);
        }

        // What came behind a limit was not wanted; what came behind a failure was.
        long lost = first.Completion.IsFaulted ? recorded - encoded : Math.Min(counts.Dropped, recorded - encoded);
        return new RecorderStatistics(recorded + skipped, encoded, recorded + skipped - encoded - lost, lost, 0);
    }
}
