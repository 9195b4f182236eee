using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>A recording's file: nobody else writes it, nothing is lost by making it, and what is in it stays.</summary>
internal sealed class FileDestination : Destination
{
    private readonly OutputPath _path;
    private readonly FileOutputOptions _options;
    private readonly FreeSpace? _space;
    private readonly FileStream _file;
    private readonly Stream _stream;
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
            _space = new FreeSpace(() => options.ReadFreeSpace(_path.Folder), options.MinimumFreeSpace, options.TimeProvider);
            RequireSpaceToBegin();
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

        // The fragments are safe before the copy of them is: whoever switches the machine off now loses nothing. Neither waits for the other.
        _file.Flush();
        var safe = Task.Run(() => RandomAccess.FlushToDisk(_file.SafeFileHandle));
        Finalise(plan, end);
        safe.GetAwaiter().GetResult();
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

    /// <summary>The fragments stay where a plain file cannot be made of them: they play too.</summary>
    private void Finalise(RecordingPlan plan, RecordingEnd end)
    {
        string draft = _path.Beside("finishing");
        bool created = false;

        // A program that ends before a long recording is finished leaves the fragments, and nothing beside them.
        EventHandler clean = (_, _) => File.Delete(draft);
        try
        {
            if (!_space!.HasRoomFor(_file.Length))
            {
                throw new IOException("there is no room for a second copy on its disk");
            }

            using (FileStream output = OutputPath.CreateDraft(draft, _options.FileMode))
            {
                created = true;
                AppDomain.CurrentDomain.ProcessExit += clean;
                long copied = Remuxer.Copy(_path.FullName, output, plan.WhenFinished(end.Packets, end.Streams.Sum(made => made.Stream.GetExtraData().Length)), end.Streams);
                if (copied != end.Packets)
                {
                    throw new IOException($"{copied} of {end.Packets} packets could be read back");
                }

                output.Flush(flushToDisk: true);
            }

            File.Move(draft, _path.FullName, overwrite: true);
        }
        catch (Exception exception)
        {
            if (created)
            {
                File.Delete(draft);
            }

            TargetsLog.Warning(
                GiftGrabLog.Logger, Subject, $"The recording stays in fragments, which play too: {IOErrors.Describe(exception)}.");
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= clean;
        }
    }
}
