namespace GiftGrab;

/// <summary>The files that were recorded together, in a JSON file: recordings, and what stands beside them.</summary>
public sealed record RecordingManifest
{
    /// <summary>The version of this library.</summary>
    public required string GiftGrabVersion { get; init; }

    /// <summary>When the list was made, in UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>The files that exist, in the order of the recordings, each recording before what belongs to it.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>Lists the files of recordings that have ended.</summary>
    /// <param name="path">Where the manifest will be; files are named relative to its folder, so that all may be moved together.</param>
    /// <param name="targets">The recordings. Sources of one name are told apart by a number behind it.</param>
    /// <param name="snapshots">The single pictures that were kept beside them, which are listed last; <see langword="null"/>: none.</param>
    /// <exception cref="InvalidOperationException">A recording has not ended.</exception>
    public static RecordingManifest Of(string path, IEnumerable<VideoTarget> targets, IEnumerable<SnapshotTarget>? snapshots = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(targets);
        var names = new SourceNames();
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new RecordingManifest
        {
            GiftGrabVersion = SidecarBuilder.LibraryVersion,
            Created = DateTime.UtcNow,
            Files = [.. targets.SelectMany(target => FilesOf(target, names, folder)), .. (snapshots ?? []).SelectMany(target => FilesOf(target, names, folder))],
        };
    }

    /// <summary>Makes sure, before anything is recorded, that a manifest can be written.</summary>
    /// <param name="path">Of the JSON file.</param>
    /// <param name="overwrite">Whether a file that exists may be replaced.</param>
    /// <exception cref="VideoTargetException">It cannot.</exception>
    public static void RequireWritable(string path, bool overwrite) => OutputPath.RequireWritable(path, overwrite);

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">Of the JSON file.</param>
    /// <exception cref="GiftGrabException">It cannot be read, or is no manifest.</exception>
    public static RecordingManifest Read(string path) => JsonFile.Read(path, "manifest", SidecarJson.Default.RecordingManifest);

    /// <summary>Writes the file, in one step: whoever reads it reads all of it.</summary>
    /// <param name="path">Of the JSON file.</param>
    /// <param name="overwrite">Whether a file that exists may be replaced.</param>
    /// <param name="fileMode">Its permissions; <see langword="null"/>: as usual.</param>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    public void Write(string path, bool overwrite = false, UnixFileMode? fileMode = null) =>
        JsonFile.Write(path, this, SidecarJson.Default.RecordingManifest, overwrite, fileMode);

    private static IEnumerable<ManifestFile> FilesOf(VideoTarget target, SourceNames names, string folder)
    {
        if (Running(target) is { } name)
        {
            throw new InvalidOperationException($"{name} is still being recorded; list it when its Completion is done.");
        }

        string source = names.Of(target.Source);
        return target.Files.Where(file => File.Exists(file.Path)).Select(file => new ManifestFile
        {
            File = Path.GetRelativePath(folder, Path.GetFullPath(file.Path)),
            Kind = file.Kind,
            Source = source,
            Size = new FileInfo(file.Path).Length,
            Frames = file.Frames,
            Start = file.Start,
            Error = file.Kind == ManifestFileKind.Recording ? target.Completion.Exception?.InnerException?.Message : null,
        });
    }

    private static IEnumerable<ManifestFile> FilesOf(SnapshotTarget target, SourceNames names, string folder)
    {
        if (!target.Completion.IsCompleted)
        {
            throw new InvalidOperationException($"{target.Name} is still being written; list it when its Completion is done.");
        }

        string source = names.Of(target.Source);
        return target.Files.Where(File.Exists).Select(path => new ManifestFile
        {
            File = Path.GetRelativePath(folder, Path.GetFullPath(path)),
            Kind = ManifestFileKind.Snapshot,
            Source = source,
            Size = new FileInfo(path).Length,
        });
    }

    private static string? Running(VideoTarget target) => !target.Completion.IsCompleted
        ? target.Name
        : target.FurtherFiles.FirstOrDefault(file => !file.Completion.IsCompleted)?.Name;

    /// <summary>A name for each source that is no other's.</summary>
    private sealed class SourceNames
    {
        private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance);

        public string Of(MediaSource<VideoFrame>? recorded)
        {
            if (((recorded as PictureFeed)?.Origin ?? recorded) is not { } source)
            {
                return string.Empty;
            }

            if (!_names.TryGetValue(source, out string? name))
            {
                name = source.Name;
                for (int number = 2; _names.ContainsValue(name); number++)
                {
                    name = $"{source.Name} {number}";
                }

                _names[source] = name;
            }

            return name;
        }
    }
}
