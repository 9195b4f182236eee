namespace GiftGrab.Cli;

/// <summary>A further file of an output, with the output's own encoding, from the time when it was asked for.</summary>
internal sealed class SharedFile
{
    private readonly VideoTarget _target;
    private readonly FileOutput _file;
    private int _ended;

    /// <exception cref="VideoTargetException">It cannot be written, or cannot hold what is encoded.</exception>
    public SharedFile(string path, VideoTarget target)
    {
        Containers.RequireLegal(Containers.FromPath(path), target.Encoder.Codec, path);
        _target = target;
        _file = new FileOutput(path);
        try
        {
            target.Attach(_file);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path => _file.Path;

    /// <summary>Whether the file is finalised, or failed.</summary>
    public bool IsDone => _file.Completion.IsCompleted;

    /// <summary>What failed; <see langword="null"/> where nothing did.</summary>
    public Exception? Failure => _file.Completion.Exception?.InnerException;

    /// <summary>Whether it takes what is encoded: nobody has ended it, and it has not failed.</summary>
    public bool IsRunning => Volatile.Read(ref _ended) == 0 && !IsDone;

    /// <summary>Ends it with the frames that came until now; what it shares the encoding of goes on. Returns at once.</summary>
    public void End()
    {
        Volatile.Write(ref _ended, 1);
        _target.Detach(_file);
    }

    public OutputResult Result()
    {
        OutputStatistics taken = _file.Statistics;
        VideoEncoder encoder = _target.Encoder;
        return new OutputResult(
            Path, CodecNames.NameOf(encoder.Codec), encoder.Plan?.Encoder, taken.VideoFrames, taken.VideoFrames, Dropped: 0, [],
            Missed: 0, Repeated: 0, Skipped: 0, AdjustedTimestamps: 0, File.Exists(Path) ? new FileInfo(Path).Length : taken.Bytes, taken.Duration / 1e9,
            VerifiedFrames: null, IsDone && VideoTargetException.IsWholeAfter(Failure), Failure?.Message, [], AudioGaps: [], Latency: null, Parts: null);
    }
}
