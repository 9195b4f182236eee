namespace GiftGrab;

/// <summary>Names the files of each part: the recording's, and those of its times.</summary>
internal sealed class PartNames
{
    private readonly FileNameSequence _names;
    private readonly FileNameSequence? _timestamps;
    private readonly FileNameSequence? _wallClock;
    private readonly FileNameSequence? _tsync;
    private readonly FileOutputOptions _options;

    public PartNames(FileNameSequence names, FileOutputOptions options)
    {
        _names = names;
        _options = options;
        _timestamps = SequenceOf(options.TimestampFile);
        _wallClock = SequenceOf(options.WallClockFile);
        _tsync = SequenceOf(options.TsyncFile);
    }

    /// <summary>Makes the next part.</summary>
    /// <param name="create">Makes it of its path, and of how it is written.</param>
    public T Create<T>(Func<string, FileOutputOptions, T> create) => _names.Make(_names.NextSlice, path => create(path, _options with
    {
        TimestampFile = _timestamps?.NextSlice(),
        WallClockFile = _wallClock?.NextSlice(),
        TsyncFile = _tsync?.NextSlice(),
    }));

    private FileNameSequence? SequenceOf(string? path) => path is null
        ? null
        : new FileNameSequence(FileNameTemplate.Parse(path), _names.Source, _options.Overwrite, _options.TimeProvider);
}
