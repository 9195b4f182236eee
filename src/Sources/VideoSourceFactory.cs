namespace GiftGrab;

/// <summary>Makes video sources.</summary>
/// <remarks>Every member may be called from any thread.</remarks>
public sealed class VideoSourceFactory
{
    private VideoSourceFactory()
    {
    }

    /// <summary>The one factory.</summary>
    public static VideoSourceFactory Instance { get; } = new();

    /// <summary>Opens a file for reading. Dispose the reader.</summary>
    /// <param name="path">A file of any container and codec that FFmpeg reads.</param>
    /// <param name="options">How it is read; <see langword="null"/>: as fast as its observers take it, untouched.</param>
    /// <exception cref="VideoSourceException">The file is missing, unreadable, or no video; the sentence begins
    /// with "not a video:" and the path.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public FileReader CreateFileReader(string path, FileReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new FileReaderOptions();
        if (options.DecoderThreads is < 0 or > 64)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.DecoderThreads, $"{options.DecoderThreads} decoder threads are not possible; allowed are 1 to 64, or 0 for as many as fit.");
        }

        return new FileReader(path, options);
    }
}
