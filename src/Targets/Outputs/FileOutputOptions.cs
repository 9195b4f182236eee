namespace GiftGrab;

/// <summary>How a file is written.</summary>
public sealed record FileOutputOptions
{
    /// <summary>The free space that a recording leaves on its disk unless told otherwise: 100 MB.</summary>
    public const long DefaultMinimumFreeSpace = 100_000_000;

    /// <summary>Whether a file that exists may be replaced. It is, in one step, once the new file has a header and its first
    /// pictures; a recording that never gets that far leaves the old file as it was.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The file's permissions, which the process's umask narrows; <see langword="null"/>: read and write for all.</summary>
    public UnixFileMode? FileMode { get; init; }

    /// <summary>What the file says of itself.</summary>
    public RecordingMetadata Metadata { get; init; } = new();

    /// <summary>In bytes. A recording is refused where less is free, and ends, playable and with an error, once less is left.</summary>
    public long MinimumFreeSpace { get; init; } = DefaultMinimumFreeSpace;

    /// <summary>How long the recording will be, about; <see langword="null"/> where nobody knows. A target's limits
    /// (<see cref="VideoTargetOptions.MaxDuration"/>, <see cref="VideoTargetOptions.MaxFrames"/>) say so, too. By it an MP4 or MOV has room in front
    /// for its index, so that it is finished without being copied: at once, and without as much free disk again. A recording that becomes
    /// much longer than expected is copied, and so is one of unknown length of less than 64 MB or more than an hour and a half.</summary>
    public TimeSpan? ExpectedDuration { get; init; }

    /// <summary>Leaves an MP4 or MOV in the fragments in which it was recorded: ends at once, however long it is, but some
    /// programs cannot search in it.</summary>
    public bool KeepFragments { get; init; }

    /// <summary>A text file of the pictures' times, <c># timecode format v2</c>; <see langword="null"/>: none.</summary>
    public string? TimestampFile { get; init; }

    /// <summary>A text file of the pictures' times of capture, <see cref="TimestampFormat.WallClock"/>; <see langword="null"/>: none.</summary>
    public string? WallClockFile { get; init; }

    /// <summary>A file of the pictures' numbers and times with checksums, <see cref="TimestampFormat.Tsync"/>; <see langword="null"/>: none.</summary>
    public string? TsyncFile { get; init; }

    /// <summary>The identity of the run that the recording belongs to, in its tsync file; by default its own.</summary>
    public Guid Collection { get; init; } = Guid.NewGuid();

    /// <summary>The clock that says when to look at the free space.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether a growing MP4 or MOV has room for the index of the finished one.</summary>
    internal bool LeavesRoomForIndex { get; init; } = true;

    /// <summary>The files of times that are asked for.</summary>
    internal IEnumerable<TimeFile> TimeFiles
    {
        get
        {
            if (TimestampFile is { } times)
            {
                yield return new TimeFile(times, TimestampFormat.TimecodeV2);
            }

            if (WallClockFile is { } captures)
            {
                yield return new TimeFile(captures, TimestampFormat.WallClock);
            }

            if (TsyncFile is { } tsync)
            {
                yield return new TimeFile(tsync, TimestampFormat.Tsync);
            }
        }
    }

    /// <summary>Gives what reads the free bytes of a folder's disk.</summary>
    internal Func<string, Func<long?>> FreeSpaceOf { get; init; } = DiskSpace.Of;
}
