namespace GiftGrab;

/// <summary>Keeps single pictures of a source as files: at intervals, at given times, and when asked.</summary>
/// <remarks>
/// <para>Attach it to any source of pictures, beside whatever records: <c>camera.Attach(snapshots);</c>. Frames that are not kept
/// cost it a comparison; those that are kept are encoded and written on a thread of its own.</para>
/// <para>A file that cannot be written is told by <see cref="Failed"/> and counted; the pictures after it are kept all the same.</para>
/// </remarks>
public sealed class SnapshotTarget : IObserver<VideoFrame>, IAttachmentAware<VideoFrame>, INamed, IDisposable
{
    private const int LongestQueue = 8;
    private readonly Gate _gate;
    private readonly SnapshotWriter _writer;
    private readonly List<string> _files = [];
    private IAttachment? _source;
    private int _disposed;

    internal SnapshotTarget(string path, SnapshotOptions options)
    {
        options.Check();
        _writer = new SnapshotWriter(this, path, options);
        _gate = new Gate(path, new SnapshotSchedule(options));
        Pictures = _gate.Attach(_writer, DeliveryOptions.Queued(LongestQueue));
    }

    /// <summary>Raised on the target's thread when a picture was written.</summary>
    public event EventHandler<SnapshotEventArgs>? Saved;

    /// <summary>Raised on the target's thread when a picture could not be written.</summary>
    public event EventHandler<SnapshotEventArgs>? Failed;

    /// <inheritdoc/>
    public string Name => _gate.Name;

    /// <summary>What became of the pictures that were due: a live source drops those that find the writer's queue full.</summary>
    public IAttachment Pictures { get; }

    /// <summary>How many files were written until now. May be read from any thread.</summary>
    public long SavedCount => Volatile.Read(ref _writer.SavedCount);

    /// <summary>How many files could not be written until now. May be read from any thread.</summary>
    public long FailedCount => Volatile.Read(ref _writer.FailedCount);

    /// <summary>The times in <see cref="SnapshotOptions.Times"/> that no frame came for until now: after the end, those that are too late.
    /// May be read from any thread.</summary>
    public IReadOnlyList<TimeSpan> MissedTimes => [.. _gate.Schedule.Missed];

    /// <summary>The files that were written until now, oldest first. May be read from any thread.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            lock (_files)
            {
                return [.. _files];
            }
        }
    }

    /// <summary>The source of the pictures; <see langword="null"/> before it was attached.</summary>
    internal MediaSource<VideoFrame>? Source { get; private set; }

    /// <summary>Done when the source ended, was detached, or gave all that was asked for, and every picture due is written or told as failed.</summary>
    public Task Completion => _writer.Completion;

    /// <inheritdoc/>
    DeliveryOptions IAttachmentAware<VideoFrame>.PreferredDelivery => DeliveryOptions.Inline;

    /// <summary>Keeps the next picture that comes. May be called from any thread.</summary>
    public void Take() => _gate.Schedule.Request();

    /// <inheritdoc/>
    void IAttachmentAware<VideoFrame>.OnAttached(MediaSource<VideoFrame> source, IAttachment attachment)
    {
        if (_source is not null)
        {
            throw new VideoTargetException($"{Name} already keeps pictures; a target keeps those of one source.");
        }

        _source = attachment;
        Source = source;
        _writer.NameSource(source.Name);
        _gate.OnAttached(source, attachment);
    }

    /// <inheritdoc/>
    void IAttachmentAware<VideoFrame>.OnDetached(MediaSource<VideoFrame> source) => _gate.OnCompleted();

    /// <inheritdoc/>
    void IObserver<VideoFrame>.OnNext(VideoFrame value)
    {
        _gate.OnNext(value);
        if (_gate.Schedule.IsOver)
        {
            _source?.Dispose();
        }
    }

    /// <inheritdoc/>
    void IObserver<VideoFrame>.OnError(Exception error) => _gate.OnCompleted();

    /// <inheritdoc/>
    void IObserver<VideoFrame>.OnCompleted() => _gate.OnCompleted();

    /// <summary>Detaches from its source and waits until every picture due is written, at most 5 seconds.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _source?.Dispose();
        _gate.OnCompleted();
        Task.WaitAny([Completion], TimeSpan.FromSeconds(5));
    }

    internal void Tell(SnapshotEventArgs snapshot)
    {
        if (snapshot.Failure is null)
        {
            lock (_files)
            {
                _files.Add(snapshot.Path);
            }
        }

        try
        {
            (snapshot.Failure is null ? Saved : Failed)?.Invoke(this, snapshot);
        }
        catch (Exception exception)
        {
            TargetsLog.Failed(GiftGrabLog.Logger, Name, exception);
        }
    }

    /// <summary>Lets through what is due, so that nothing else is queued.</summary>
    private sealed class Gate(string name, SnapshotSchedule schedule) : VideoNode(name)
    {
        public SnapshotSchedule Schedule => schedule;

        protected override VideoFrame? Process(VideoFrame frame) => schedule.IsDue(frame) ? frame : null;
    }
}
