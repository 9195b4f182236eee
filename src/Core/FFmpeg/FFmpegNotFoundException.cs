namespace GiftGrab;

/// <summary>A library of FFmpeg is missing, broken, or not of the version that GiftGrab.NET was built for.</summary>
public sealed class FFmpegNotFoundException : GiftGrabException
{
    internal FFmpegNotFoundException(FFmpegLibrary library, string found, Exception? innerException = null)
        : base(
            $"FFmpeg's lib{library.Name} {library.Major} is needed in version {library.Major}.{library.Minor} (FFmpeg 5.1) or a later {library.Major}, and {found}: run apt-get install {library.Package}.",
            innerException) => Library = library.FileName;

    /// <summary>The file that is needed, such as <c>libavcodec.so.59</c>.</summary>
    public string Library { get; }
}
