using Microsoft.Extensions.Logging;

namespace GiftGrab;

/// <summary>The files of times beside a recording: puts times, which arrive in decoding order, into the order in which pictures
/// are shown.</summary>
/// <remarks>Where one cannot be written the recording goes on, and says so at its end.</remarks>
internal sealed class TimestampFiles : IDisposable
{
    private readonly List<TimestampWriter> _files = [];
    private readonly PriorityQueue<FrameTime, long> _waiting = new();

    /// <summary>What went wrong.</summary>
    public VideoTargetException? Error { get; private set; }

    /// <exception cref="VideoTargetException">A file cannot be written.</exception>
    public static TimestampFiles Create(string? timecodes, string? wallClock, bool overwrite, UnixFileMode? mode)
    {
        var files = new TimestampFiles();
        try
        {
            files.Open(timecodes, TimestampFormat.TimecodeV2, overwrite, mode);
            files.Open(wallClock, TimestampFormat.WallClock, overwrite, mode);
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
        _waiting.Enqueue(new FrameTime(shown, captured), shown);

        // No later packet is shown before this one is decoded.
        Release(packet.DecodeTimestamp - origin);
    }

    /// <summary>Puts what is known into the files, so that a killed process leaves it.</summary>
    public void Flush()
    {
        foreach (TimestampWriter file in _files)
        {
            Write(file, null);
        }
    }

    /// <summary>Writes what still waits.</summary>
    public void Finish()
    {
        Release(long.MaxValue);
        Flush();
    }

    /// <summary>Nothing was recorded, so there is nothing to say.</summary>
    public void Abandon()
    {
        _files.ForEach(file => file.Delete());
        Dispose();
    }

    public void Dispose() => _files.ForEach(file => file.Dispose());

    private void Open(string? path, TimestampFormat format, bool overwrite, UnixFileMode? mode)
    {
        if (path is not null)
        {
            _files.Add(new TimestampWriter(path, format, overwrite, mode));
        }
    }

    private void Release(long until)
    {
        while (_waiting.TryPeek(out FrameTime time, out long shown) && shown <= until)
        {
            _waiting.Dequeue();
            foreach (TimestampWriter file in _files)
            {
                Write(file, time);
            }
        }
    }

    /// <summary>Adds a time, or writes out those that were added.</summary>
    private void Write(TimestampWriter file, FrameTime? time)
    {
        if (Error is not null)
        {
            return;
        }

        try
        {
            if (time is null)
            {
                file.Flush();
            }
            else
            {
                file.Add(time.Value);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Error = new VideoTargetException($"{file.Name} cannot be written: {IOErrors.Describe(exception)}.", exception);
            TargetsLog.Failed(GiftGrabLog.Logger, file.Name, exception);
        }
    }
}
