namespace GiftGrab;

/// <summary>The file of a source, or its images, do not exist, or it is none: a folder, or an address where only files are read.</summary>
public sealed class SourceFileNotFoundException : VideoSourceException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence that names the path.</param>
    /// <param name="innerException">What was said when it was opened.</param>
    public SourceFileNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
