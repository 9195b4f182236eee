namespace GiftGrab;

/// <summary>A recording's file: nobody else writes it, nothing is lost by making it, and what is in it stays.</summary>
internal sealed class FileDestination : Destination
{
    private readonly OutputPath _path;
    private readonly FileOutputOptions _options;
    private readonly FreeSpace? _space;
    private readonly FileStream _file;
    private readonly Stream _stream;
    private readonly FragmentFinisher? _finisher;
    private bool _begun;

    /// <param name="path">Of the file.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="wrap">Makes of the file what the recording is written to.</param>
    /// <exception cref="VideoTargetException">The file cannot be written.</exception>
    public FileDestination(string path, FileOutputOptions options, Func<Stream, Stream> wrap)
    {
        _options = options;
        _path = OutputPath.Claim(path, options.Overwrite);
        try
        {
            _file = _path.Open(options.FileMode);
        }
        catch
        {
            _path.Dispose();
            throw;
        }

        _stream = wrap(_file);
        if (!_path.IsDevice)
        {
            _space = new FreeSpace(options.FreeSpaceOf(_path.Folder), options.MinimumFreeSpace, options.TimeProvider);
            RequireSpaceToBegin();
            _finisher = new FragmentFinisher(_path, _file, _stream, options, _space);
        }
    }

    public override string Subject => _path.Name;

    public override Stream Stream => _stream;

    public override long? FreeSpace => _space?.Bytes;

    public override void RequireSpace(long written = 0, long waiting = 0)
    {
        if (_space?.ShortageAfter(written, waiting) is { } shortage)
        {
            throw new LowSpaceException($"{Subject} ends early: {shortage}.");
        }
    }

    public override bool TryRestart()
    {
        if (!_path.IsDevice)
        {
            _file.SetLength(0);
            _file.Position = 0;
        }

        return !_path.IsDevice;
    }

    public override void LeaveRoomForIndex(RecordingPlan plan, IReadOnlyCollection<EncodedStream> streams)
    {
        if (_options is { KeepFragments: false, LeavesRoomForIndex: true })
        {
            _finisher?.LeaveRoom(plan, streams);
        }
    }

    public override void Begun()
    {
        _begun = true;
        _path.Publish();
    }

    public override void Complete(RecordingPlan plan, RecordingEnd end)
    {
        if (_path.IsDevice)
        {
            return;
        }

        if (!plan.Format.IsFinalised || _options.KeepFragments)
        {
            _file.Flush(flushToDisk: true);
            return;
        }

        _finisher!.Finish(plan, end);
    }

    public override void Salvage(long length)
    {
        if (_path.IsDevice)
        {
            return;
        }

        if (_begun)
        {
            _file.SetLength(length);
            _file.Flush(flushToDisk: true);
        }
        else
        {
            _path.Delete();
        }
    }

    public override void Dispose()
    {
        _file.Dispose();
        _path.Dispose();
    }

    private void RequireSpaceToBegin()
    {
        if (_space!.ShortageAfter(0, 0) is { } shortage)
        {
            Salvage(0);
            Dispose();
            throw new VideoTargetException($"{Subject} cannot be written: {shortage}.");
        }
    }
}
