using Microsoft.Extensions.Logging;

namespace GiftGrab.Cli;

/// <summary>What the command line asks to record.</summary>
/// <param name="Source">Where pictures and sound come from.</param>
/// <param name="Outputs">At least one.</param>
/// <param name="Manifest">The list of all files; <see langword="null"/>: none.</param>
/// <param name="Report">What is told.</param>
/// <param name="NewFileOnFormatChange">Whether a change of the pictures' size begins a new file for each output.</param>
/// <param name="Snapshots">The single pictures to keep beside it; <see langword="null"/>: none.</param>
/// <param name="Control">How it is controlled, where its outputs are templates for the parts between START and STOP;
/// <see langword="null"/>: not.</param>
internal sealed record RecordingRequest(
    SourceRequest Source, IReadOnlyList<OutputRequest> Outputs, ManifestRequest? Manifest, ReportRequest Report,
    bool NewFileOnFormatChange = false, SnapshotRequest? Snapshots = null, ControlRequest? Control = null)
{
    /// <summary>Called with the source that was opened, before anything is created.</summary>
    public Action<VideoSource>? BeforeStart { get; init; }

    /// <summary>Looks at the outputs' names before a source is opened for nothing; parts, rings and sections name their files later, but not
    /// the folder.</summary>
    /// <exception cref="VideoTargetException">A file cannot be had.</exception>
    public void RequireWritable()
    {
        foreach (OutputRequest output in Outputs)
        {
            FileOutputOptions file = output.Options.File;
            if (Control is null && output is { Ring: null, Options.Split: null, Names: null })
            {
                FileOutput.RequireWritable(output.Path, file.Overwrite);
                continue;
            }

            if (output.Names is not null)
            {
                FileNameTemplate.Parse(OutputNames.Escape(output.Path)).RequireFolder();
                continue;
            }

            foreach (string name in new[] { output.Path, file.TimestampFile, file.WallClockFile, file.TsyncFile }.OfType<string>())
            {
                FileNameTemplate.Parse(name).RequireFolder();
            }
        }
    }
}

/// <summary>The single pictures that are asked for.</summary>
/// <param name="Path">The pattern of the files' names.</param>
/// <param name="Options">Which pictures.</param>
internal sealed record SnapshotRequest(string Path, SnapshotOptions Options);

/// <summary>The list of all files that is asked for.</summary>
/// <param name="Path">The file.</param>
/// <param name="Overwrite">Whether one that exists may be replaced.</param>
/// <param name="FileMode">Its permissions.</param>
internal sealed record ManifestRequest(string Path, bool Overwrite, UnixFileMode? FileMode)
{
    /// <summary>Lists the files of recordings that have ended.</summary>
    /// <exception cref="GiftGrabException">It cannot be written.</exception>
    public void Write(IEnumerable<VideoTarget> targets, IEnumerable<SnapshotTarget> snapshots)
    {
        try
        {
            RecordingManifest.Of(Path, targets, snapshots).Write(Path, Overwrite, FileMode);
        }
        catch (VideoTargetException exception)
        {
            // The recordings are there: what is wrong is not what was asked for.
            throw new GiftGrabException(exception.Message, exception);
        }
    }
}

/// <summary>The source that is asked for.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Options">What is asked of it.</param>
/// <param name="Part">The part of its pictures to take; <see langword="null"/>: whole pictures.</param>
/// <param name="WithSound">Whether its sound is recorded, where it has any.</param>
/// <param name="MustEnd">Whether it is refused where it never ends by itself.</param>
internal sealed record SourceRequest(string Address, SourceOptions Options, PicturePart? Part, bool WithSound, bool MustEnd = false)
{
    /// <summary>The address of sound that is recorded instead of the source's own; <see langword="null"/>: none is.</summary>
    public string? Sound { get; init; }

    /// <summary>Whether it was asked for its sound by name, and is refused where it has none.</summary>
    public bool MustHaveSound { get; init; }
}

/// <summary>An output that is asked for.</summary>
/// <param name="Path">The file.</param>
/// <param name="Codec">How pictures are encoded.</param>
/// <param name="Container">The container.</param>
/// <param name="FrameRate">The nominal rate; <see langword="null"/>: the source's.</param>
/// <param name="QueueCapacity">Frames that may wait; <see langword="null"/>: as suits the source.</param>
/// <param name="Options">All else.</param>
/// <param name="Ring">The ring of which files are written when triggered; <see langword="null"/>: everything is written.</param>
internal sealed record OutputRequest(
    string Path, Codec Codec, Container Container, FrameRate? FrameRate, int? QueueCapacity, VideoTargetOptions Options, RingRequest? Ring = null)
{
    /// <summary>What <c>{source}</c> stands for in the names of its files.</summary>
    public string SourceName { get; init; } = string.Empty;

    /// <summary>Where the path comes from, and others if somebody takes it; <see langword="null"/>: the path alone will do.</summary>
    public FileNameSequence? Names { get; init; }

    /// <summary>The same with another name.</summary>
    public OutputRequest At(string path) => path == Path ? this : this with { Path = path, Command = Command?.At(OutputNames.Escape(path)) };

    /// <summary>How sound is encoded if the source has any; <see langword="null"/>: as the options say.</summary>
    public AudioCodec? SoundWhereAny { get; init; }

    /// <summary>Writes the command line that makes it again; <see langword="null"/>: nobody wants to know.</summary>
    public PlannedCommand? Command { get; init; }
}

/// <summary>A ring that is asked for.</summary>
/// <param name="Options">How much it keeps.</param>
/// <param name="Times">When files are written of it.</param>
/// <param name="Before">How much before a trigger; <see langword="null"/>: all there is.</param>
/// <param name="After">How much after a trigger; <see langword="null"/>: all that comes.</param>
/// <param name="Motion">The share of the picture that moves, in percent; <see langword="null"/>: nobody looks.</param>
/// <param name="IsExact">Whether files begin where they were asked to, rather than with the key frame before.</param>
internal sealed record RingRequest(
    RingOptions Options, IReadOnlyList<TimeSpan> Times, TimeSpan? Before, TimeSpan? After, double? Motion, bool IsExact);

/// <summary>What is told.</summary>
/// <param name="Json">Events rather than text.</param>
/// <param name="Interval">How often the state is told; <see langword="null"/>: as suits where it goes.</param>
/// <param name="Quiet">Nothing but warnings and failures.</param>
/// <param name="Level">The least level of the log.</param>
internal sealed record ReportRequest(bool Json, TimeSpan? Interval, bool Quiet, LogLevel Level);
