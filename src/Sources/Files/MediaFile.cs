namespace GiftGrab;

/// <summary>Opens files, and says in one sentence why one cannot be opened.</summary>
internal static class MediaFile
{
    /// <summary>The longest that opening a file, or one read from it, may block.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    /// <summary>FFmpeg's input format that draws text as the picture of a terminal; whoever opens a text did not mean that.</summary>
    private const string TerminalText = "tty";

    // FFmpeg's reader of still images would take signs such as %d in a name, or in a folder's, for a numbering.
    private static readonly Dictionary<string, string> Settings = new() { ["pattern_type"] = "none" };

    /// <summary>Opens a file that has pictures. The caller disposes the result.</summary>
    /// <exception cref="VideoSourceException">The file is missing, unreadable, or no video.</exception>
    public static Demuxer OpenVideo(string path)
    {
        Demuxer demuxer = Open(path);
        if (demuxer.Video is not null)
        {
            return demuxer;
        }

        demuxer.Dispose();
        throw NoVideo(path, "it has sound, but no pictures");
    }

    /// <summary>Opens a file of pictures or sound. The caller disposes the result.</summary>
    /// <exception cref="VideoSourceException">The file is missing, unreadable, or neither.</exception>
    public static Demuxer Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Demuxer demuxer;
        try
        {
            // The prefix keeps a name with a colon from being taken for an address.
            demuxer = Demuxer.Open($"file:{path}", path, new DemuxerOptions(Timeout, Settings: Settings));
        }
        catch (FFmpegException exception)
        {
            throw File.Exists(path) ? NoVideo(path, IsEmpty(path) ? "the file is empty" : exception.Reason, exception) : NoFile(path, exception);
        }
        catch (TimeoutException exception)
        {
            throw NoVideo(path, $"it could not be read within {Timeout.TotalSeconds:0} s", exception);
        }

        if (demuxer.Container == TerminalText || (demuxer.Video is null && demuxer.Audio is null))
        {
            demuxer.Dispose();
            throw NoVideo(path, "it holds neither pictures nor sound");
        }

        return demuxer;
    }

    /// <summary>The one sentence.</summary>
    public static VideoSourceException NoVideo(string path, string reason, Exception? cause = null) =>
        new(Sentence(path, reason), cause);

    private static SourceFileNotFoundException NoFile(string path, Exception cause)
    {
        string reason = Directory.Exists(path) ? "it is a folder"
            : SourceSchemes.Find(path.Split(':')[0].ToLowerInvariant()) is not null ? "it is an address, and only files are read here"
            : "it does not exist";
        return new SourceFileNotFoundException(Sentence(path, reason), cause);
    }

    private static string Sentence(string path, string reason) =>
        $"not a video: {(File.Exists(path) ? path : Credentials.RedactMissing(path))} ({reason})";

    // A device has no length either, and is not empty.
    private static bool IsEmpty(string path) => new FileInfo(path).Length == 0 && !DiskSpace.IsDevice(path);
}
