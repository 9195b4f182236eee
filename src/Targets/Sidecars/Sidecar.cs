using System.Text.Json.Serialization;

namespace GiftGrab;

/// <summary>What was recorded and how, in a JSON file beside the recording: enough to make it again, and to know what it lacks.</summary>
public sealed record Sidecar
{
    /// <summary>The version of this library.</summary>
    [JsonPropertyName("giftgrabVersion")]
    public required string GiftGrabVersion { get; init; }

    /// <summary>The version of FFmpeg that was used.</summary>
    [JsonPropertyName("ffmpegVersion")]
    public required string FFmpegVersion { get; init; }

    /// <summary>The recording's name, without its folder: both may be moved together.</summary>
    public required string File { get; init; }

    /// <summary>The container's short name.</summary>
    public required string Container { get; init; }

    /// <summary>Bytes of the finished recording.</summary>
    public required long FileSize { get; init; }

    /// <summary>The SHA-256 of the finished recording, as <c>sha256sum</c> prints it; <see langword="null"/>: it was not asked for.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The files of times beside it.</summary>
    public IReadOnlyList<SidecarFile> TimestampFiles { get; init; } = [];

    /// <summary>When its first picture was captured, in UTC; of a repaired file that had no sidecar, when the file was begun, as far as the
    /// file system knows.</summary>
    public required DateTime StartTime { get; init; }

    /// <summary>Seconds from its first picture or sound to the end of its last.</summary>
    public required double Duration { get; init; }

    /// <summary>Why it ended early; <see langword="null"/>: it did not.</summary>
    public string? Error { get; init; }

    /// <summary><see langword="true"/> where its source was simulated, and no card; <see langword="null"/> otherwise.</summary>
    public bool? Simulated { get; init; }

    /// <summary>The files of a recording that was split, in their order; <see cref="File"/> is the first of them.
    /// <see langword="null"/>: it was not.</summary>
    public IReadOnlyList<SidecarPart>? Parts { get; init; }

    /// <summary>Its pictures.</summary>
    public SidecarVideo? Video { get; init; }

    /// <summary>Its sound.</summary>
    public SidecarAudio? Audio { get; init; }

    /// <summary>The path of a recording's sidecar: <c>x.mkv</c> has <c>x.mkv.json</c>.</summary>
    /// <param name="recording">The recording's path.</param>
    public static string PathFor(string recording) => $"{recording}.json";

    /// <summary>Finds the sidecar of a recording: the one beside it, or that of a split recording of which it is a part.</summary>
    /// <param name="recording">The recording's path.</param>
    /// <returns><see langword="null"/> where there is none.</returns>
    public static string? Find(string recording)
    {
        ArgumentException.ThrowIfNullOrEmpty(recording);
        string own = PathFor(recording);
        if (System.IO.File.Exists(own))
        {
            return own;
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(recording))!;
        string name = Path.GetFileName(recording);
        return !Directory.Exists(folder) ? null : Directory.EnumerateFiles(folder, "*.json").FirstOrDefault(path => Lists(path, name));
    }

    /// <summary>Reads a sidecar.</summary>
    /// <param name="path">Of the JSON file.</param>
    /// <exception cref="GiftGrabException">It cannot be read, or is no sidecar.</exception>
    public static Sidecar Read(string path) => JsonFile.Read(path, "sidecar", SidecarJson.Default.Sidecar);

    /// <summary>Writes the file, in one step: whoever reads it reads all of it.</summary>
    /// <param name="path">A file that is there is replaced.</param>
    /// <param name="fileMode">Its permissions; <see langword="null"/>: as usual.</param>
    /// <exception cref="VideoTargetException">It cannot be written.</exception>
    public void Write(string path, UnixFileMode? fileMode = null) =>
        JsonFile.Write(path, this, SidecarJson.Default.Sidecar, overwrite: true, fileMode);

    /// <summary>Writes the file under a name that was claimed when its recording began.</summary>
    internal void Write(OutputPath target, UnixFileMode? fileMode) => JsonFile.Write(target, this, SidecarJson.Default.Sidecar, fileMode);

    private static bool Lists(string path, string name)
    {
        try
        {
            return Read(path).Parts?.Any(part => part.File == name) ?? false;
        }
        catch (GiftGrabException)
        {
            // Other programs write JSON, too.
            return false;
        }
    }
}
