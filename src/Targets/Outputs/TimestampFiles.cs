using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>The files of times beside a recording: puts times, which arrive in decoding order, into the order in which pictures
/// are shown.</summary>
/// <remarks>Where one cannot be written the recording goes on, and says so at its end.</remarks>
internal sealed class TimestampFiles : IDisposable
{
    private readonly List<ITimeWriter> _files = [];
    private readonly HashSet<ITimeWriter> _failed = [];
    private readonly PriorityQueue<FrameTime, long> _waiting = new();

    /// <summary>What went wrong.</summary>
    public VideoTargetException? Error { get; private set; }

    /// <exception cref="VideoTargetException">A file cannot be written.</exception>
    public static TimestampFiles Create(
        IEnumerable<TimeFile> wanted, Guid collection, bool overwrite, UnixFileMode? mode)
    {
        var files = new TimestampFiles();
        try
        {
            foreach ((string path, TimestampFormat format) in wanted)
            {
                files._files.Add(format == TimestampFormat.Tsync
                    ? new TsyncWriter(path, collection, overwrite, mode)
                    : new TimestampWriter(path, format, overwrite, mode));
            }

            return files;
        }
        catch
        {
            files.Abandon();
            throw;
        }
    }

    /// <param name="packet">A picture; sound is passed over.</param>
    /// <param name="origin">The recording's start, in nanoseconds of the packet's clock.</param>
    public void Add(EncodedPacket packet, long origin)
    {
        if (_files.Count == 0 || packet.Stream.Kind != StreamKind.Video)
        {
            return;
        }

        long shown = packet.Timestamp - origin;
        long captured = (packet.CaptureTime - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        _waiting.Enqueue(new FrameTime(shown, captured, packet.SourceTimestamp - origin), shown);

        // No later packet is shown before this one is decoded.
        Release(packet.DecodeTimestamp - origin);
    }

    /// <summary>Puts what is known into the files, so that a killed process leaves it.</summary>
    public void Flush()
    {
        foreach (ITimeWriter file in _files)
        {
            Try(file, static (file, _) => file.Flush(), default);
        }
    }

    /// <summary>Writes what still waits.</summary>
    public void Finish()
    {
        Release(long.MaxValue);
        foreach (ITimeWriter file in _files)
        {
            Try(file, static (file, _) => file.Finish(), default);
        }
    }

    /// <summary>Nothing was recorded, so there is nothing to say.</summary>
    public void Abandon()
    {
        _files.ForEach(file => file.Delete());
        Dispose();
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private void Release(long until)
    {
        while (_waiting.TryPeek(out FrameTime time, out long shown) && shown <= until)
        {
            _waiting.Dequeue();
            foreach (ITimeWriter file in _files)
            {
                Try(file, static (file, time) => file.Add(time), time);
            }
        }
    }

    private void Try(ITimeWriter file, Action<ITimeWriter, FrameTime> act, FrameTime time)
    {
        if (_failed.Contains(file))
        {
            return;
        }

        try
        {
            act(file, time);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _failed.Add(file);
            Error ??= new VideoTargetException($"{file.Name} cannot be written: {IOErrors.Describe(exception)}.", exception) { LeavesRecordingWhole = true };
            TargetsLog.Failed(GiftGrabLog.Logger, file.Name, exception);
        }
    }
}
