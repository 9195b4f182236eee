namespace GiftGrab;

/// <summary>Writes when each picture is shown, or was captured, into a file: beside any other output of an encoder.</summary>
/// <remarks>A recording to a file can have them made with it: <see cref="FileOutputOptions.TimestampFile"/>. One that no picture
/// reached is removed.</remarks>
public sealed class TimestampFile : PacketOutput
{
    /// <summary>Creates the file.</summary>
    /// <param name="path">In a folder that exists.</param>
    /// <param name="overwrite">Whether a file that exists may be replaced.</param>
    /// <param name="mode">Its permissions, which the process's umask narrows; <see langword="null"/>: read and write for all.</param>
    /// <param name="format">What it says.</param>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    public TimestampFile(
        string path, bool overwrite = false, UnixFileMode? mode = null, TimestampFormat format = TimestampFormat.TimecodeV2)
        : base(path, new PacketCounter(path, Open(path, overwrite, mode, format))) => Path = path;

    /// <summary>The file, as it was given.</summary>
    public string Path { get; }

    private static TimestampFiles Open(string path, bool overwrite, UnixFileMode? mode, TimestampFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return TimestampFiles.Create([new TimeFile(path, format)], Guid.NewGuid(), overwrite, mode);
    }
}
