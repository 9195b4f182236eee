using System.CommandLine;

namespace GiftGrab.Cli;

/// <summary>The options that say what the files are like.</summary>
internal sealed class FileChoices
{
    public Option<string?> FrameRate { get; } = Opt.Value("--fps", "RATE", "the rate of a test pattern or of images; of a file, the constant rate of the output", "-r");

    public Option<bool> ConstantRate { get; } = Opt.Flag("--cfr", "constant frame rate: repeat and skip frames, and say how many");

    public Option<bool> Overwrite { get; } = Opt.Flag("--overwrite", "replace files that exist", "-y");

    public Option<string[]> Container { get; } = Opt.Values("--container", "NAME", $"{Containers.Allowed}; by default what the file's extension says");

    public Option<bool> Sidecar { get; } = Opt.Flag("--sidecar", "describe each recording in OUTPUT.json");

    public Option<bool> Checksum { get; } = Opt.Flag("--checksum", "put the file's SHA-256 into the --sidecar, or those of a --dataset");

    public Option<string?> DataSet { get; } = Opt.Value("--dataset", "FOLDER", "record into FOLDER/DATE/TIME: a recording named after each source, its sidecar, times and a manifest");

    public Option<string?> Manifest { get; } = Opt.Value("--manifest", "FILE", "list every file that was written in FILE (JSON)");

    public Option<bool> NoVerify { get; } = Opt.Flag("--no-verify", "do not decode a --lossless recording to compare every frame");

    public Option<string[]> Timestamps { get; } = Opt.Values("--pts", "FILE", "write each frame's time to FILE (timecode format v2); once for each output");

    public Option<string[]> WallClock { get; } = Opt.Values("--wall-clock", "FILE", "write each frame's time of capture to FILE, in UTC; once for each output");

    public Option<string[]> Tsync { get; } = Opt.Values("--tsync", "FILE", "write each frame's number and time to FILE (Syntalos' tsync, with checksums); once for each output");

    public Option<string?> Title { get; } = Opt.Value("--title", "TEXT", "the title in the file's metadata");

    public Option<string[]> Metadata { get; } = Opt.Values("--metadata", "NAME=VALUE", "any other metadata; may be repeated");

    public Option<string?> FileMode { get; } = Opt.Value("--file-mode", "OCTAL", "the access rights of new files, such as 600");

    public Option<string?> MinimumFree { get; } = Opt.Value("--min-free", "SIZE", "space that stays free on each disk, such as 2G; 100M by default");

    public OptionSection FileSection => new(
        "Files", [Container, FrameRate, ConstantRate, Overwrite, Sidecar, Checksum, Manifest, DataSet, NoVerify, Timestamps, WallClock, Tsync, Title, Metadata, FileMode, MinimumFree]);

    /// <exception cref="FormatException">The value is not usable.</exception>
    public FrameRate? ReadFrameRate(ParseResult given) => given.ReadValue(FrameRate, GiftGrab.FrameRate.Parse);

    /// <exception cref="FormatException">A value is not usable.</exception>
    /// <exception cref="UsageException">A value was given a wrong number of times.</exception>
    public FileOutputOptions Read(PerOutput output) => new()
    {
        Overwrite = output.Given.GetValue(Overwrite),
        MinimumFreeSpace = output.Given.ReadValue(MinimumFree, text => SizeText.Parse("space to stay free", text)) ?? FileOutputOptions.DefaultMinimumFreeSpace,
        FileMode = output.Given.ReadValue(FileMode, FileModeText.Parse),
        TimestampFile = OncePerOutput(output, Timestamps),
        WallClockFile = OncePerOutput(output, WallClock),
        TsyncFile = OncePerOutput(output, Tsync),
        Metadata = new RecordingMetadata
        {
            Title = output.Given.GetValue(Title),
            Tags = PairText.ParseAll("metadata", output.Given.GetValue(Metadata)),
        },
    };

    /// <summary>Whether a lossless recording is compared; <see langword="null"/>: as the library does by itself.</summary>
    /// <exception cref="UsageException">There is nothing to leave out.</exception>
    public bool? ReadVerification(ParseResult given, bool isLossless) =>
        !given.GetValue(NoVerify) ? null
        : isLossless ? false
        : throw new UsageException($"{NoVerify.Name} goes with --lossless, which was not given");

    /// <summary>Whether the sidecar gets the file's checksum.</summary>
    /// <exception cref="UsageException">There is no sidecar.</exception>
    public bool ReadChecksum(ParseResult given) => given.GetValue(Checksum)
        && (given.GetValue(Sidecar) || given.GetValue(DataSet) is not null
            ? true
            : throw new UsageException($"{Checksum.Name} goes with {Sidecar.Name} or {DataSet.Name}; neither was given"));

    /// <summary>The list of all files that is asked for.</summary>
    public ManifestRequest? ReadManifest(ParseResult given) =>
        given.GetValue(Manifest) is { } path ? new ManifestRequest(path, given.GetValue(Overwrite), given.ReadValue(FileMode, FileModeText.Parse)) : null;

    /// <summary>All files that are written: the outputs, and what stands beside them.</summary>
    public IEnumerable<WrittenFile> Written(ParseResult given, IReadOnlyList<string> outputs) =>
    [
        .. outputs.Select(path => new WrittenFile("the output", path)),
        .. outputs.Where(_ => given.GetValue(Sidecar)).Select(path => new WrittenFile("the sidecar", GiftGrab.Sidecar.PathFor(path))),
        .. (given.GetValue(Timestamps) ?? []).Select(path => new WrittenFile(Timestamps.Name, path)),
        .. (given.GetValue(WallClock) ?? []).Select(path => new WrittenFile(WallClock.Name, path)),
        .. (given.GetValue(Tsync) ?? []).Select(path => new WrittenFile(Tsync.Name, path)),
        .. given.GetValue(Manifest) is { } manifest ? [new WrittenFile(Manifest.Name, manifest)] : (WrittenFile[])[],
    ];

    private static string? OncePerOutput(PerOutput output, Option<string[]> option)
    {
        int files = output.Given.GetValue(option)?.Length ?? 0;
        return files is 0 || files == output.Outputs
            ? output.Text(option)
            : throw new UsageException($"{option.Name} was given {files} times for {output.Outputs} outputs; allowed is once for each");
    }
}
