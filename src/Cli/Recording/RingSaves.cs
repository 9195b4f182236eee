namespace GiftGrab.Cli;

/// <summary>The files that are written of an output's ring: at given times, when something moves, and when told.</summary>
internal sealed class RingSaves : IDisposable
{
    private readonly Lock _gate = new();
    private readonly OutputRequest _request;
    private readonly RingRequest _ring;
    private readonly VideoTarget _target;
    private readonly FileNameSequence _names;
    private readonly FileNameSequence? _timestamps;
    private readonly FileNameSequence? _wallClock;
    private readonly FileNameSequence? _tsync;
    private readonly MotionTrigger? _motion;

    /// <param name="request">What was asked.</param>
    /// <param name="target">Keeps the ring.</param>
    /// <param name="pictures">What the target gets.</param>
    /// <exception cref="VideoTargetException">A file cannot be written.</exception>
    public RingSaves(OutputRequest request, VideoTarget target, MediaSource<VideoFrame> pictures)
    {
        _request = request;
        _ring = request.Ring!;
        _target = target;
        _names = NamesOf(request.Path)!;
        FileOutputOptions file = request.Options.File;
        (_timestamps, _wallClock, _tsync) =
            (NamesOf(file.TimestampFile), NamesOf(file.WallClockFile), NamesOf(file.TsyncFile));
        foreach (TimeSpan time in _ring.Times)
        {
            Save(time);
        }

        if (_ring.Motion is { } threshold)
        {
            var options = new MotionOptions { Threshold = threshold, File = file };
            options = options with { Before = _ring.Before, ExactStart = _ring.IsExact, After = _ring.After ?? options.After };
            _motion = new MotionTrigger(target.Ring!, NextPath, options);
            _motion.Failed += (_, failure) => Failed?.Invoke(failure.Message);
            pictures.Attach(_motion);
        }
    }

    /// <summary>Raised from any thread with why a file could not be begun that nobody waits for.</summary>
    public event Action<string>? Failed;

    /// <summary>The files, in the order in which they were begun.</summary>
    public IReadOnlyList<RingRecording> Files => _target.Ring!.Recordings;

    /// <summary>That no file was begun, for the end of the recording; <see langword="null"/>: one was.</summary>
    public string? Untouched => Files.Count > 0 ? null : $"{_request.Path}: no file of the ring was written, as no trigger came before the end";

    /// <summary>How a file is written, where nothing on the command line says when; <see langword="null"/>: something does.</summary>
    public string? OnlyTrigger => _ring.Times.Count > 0 || _ring.Motion is not null
        ? null
        : $"{_request.Path} keeps the past in memory; the signal USR1 writes a file of it: kill -USR1 {Environment.ProcessId}";

    /// <summary>Writes a file of what was, and what comes. From any thread.</summary>
    /// <returns>Its path.</returns>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    public string Save() => Save(null);

    /// <summary>Writes a file of what was, and what comes; <see cref="Failed"/> tells where it cannot be. From any thread.</summary>
    public void SaveOrTell()
    {
        try
        {
            Save(null);
        }
        catch (VideoTargetException exception)
        {
            Failed?.Invoke(exception.Message);
        }
    }

    public void Dispose() => _motion?.Dispose();

    private FileNameSequence? NamesOf(string? path) =>
        path is null ? null : new FileNameSequence(FileNameTemplate.Parse(path), _request.SourceName, _request.Options.File.Overwrite);

    private string NextPath()
    {
        lock (_gate)
        {
            return _names.NextSlice();
        }
    }

    private string Save(TimeSpan? at)
    {
        lock (_gate)
        {
            return _names.Create(_names.NextSlice, path => _target.Ring!.Save(path, new RingSaveOptions
            {
                At = at,
                Before = _ring.Before,
                After = _ring.After,
                ExactStart = _ring.IsExact,
                Container = _request.Container,
                File = _request.Options.File with
                {
                    TimestampFile = _timestamps?.NextSlice(),
                    WallClockFile = _wallClock?.NextSlice(),
                    TsyncFile = _tsync?.NextSlice(),
                },
            }));
        }
    }
}
