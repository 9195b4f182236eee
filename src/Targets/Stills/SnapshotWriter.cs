namespace GiftGrab;

/// <summary>Writes every picture that it gets to a file of its own.</summary>
internal sealed class SnapshotWriter : IObserver<VideoFrame>
{
    public long SavedCount;
    public long FailedCount;
    private readonly SnapshotTarget _target;
    private readonly FileNameTemplate _template;
    private readonly bool _overwrite;
    private readonly string? _sourceName;
    private readonly StillEncoder _encoder;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FileNameSequence _names;

    /// <exception cref="VideoTargetException">The name is not usable.</exception>
    public SnapshotWriter(SnapshotTarget target, string path, SnapshotOptions options)
    {
        _target = target;
        _overwrite = options.Overwrite;
        _sourceName = options.SourceName;
        _template = Parse(path);
        _template.RequireFolder();
        _encoder = new StillEncoder(StillFormats.FromPath(path), options.Quality);
        _names = NamesFor("source");
    }

    public Task Completion => _completion.Task;

    /// <summary>Says what the files' names call the source; before the first picture.</summary>
    public void NameSource(string source) => _names = NamesFor(source);

    public void OnNext(VideoFrame value)
    {
        string path = string.Empty;
        GiftGrabException? failure = null;
        try
        {
            _names.Create(() => path = _names.NextSlice(), name => Still.Write(value, _encoder, name, _overwrite));
            Interlocked.Increment(ref SavedCount);
        }
        catch (GiftGrabException exception)
        {
            failure = exception;
            Interlocked.Increment(ref FailedCount);
            TargetsLog.Failed(GiftGrabLog.Logger, path, exception);
        }

        _target.Tell(new SnapshotEventArgs(path, value.Number, value.Timestamp, failure));
    }

    public void OnError(Exception error) => OnCompleted();

    public void OnCompleted()
    {
        _encoder.Dispose();
        _completion.TrySetResult();
    }

    private FileNameSequence NamesFor(string source) => new(_template, _sourceName ?? source, _overwrite);

    private static FileNameTemplate Parse(string path)
    {
        try
        {
            return FileNameTemplate.Parse(path);
        }
        catch (FormatException exception)
        {
            throw new VideoTargetException(exception.Message, exception);
        }
    }
}
