namespace GiftGrab;

/// <summary>The name of a file to write is somebody else's.</summary>
internal sealed class NameTakenException(string path, string message, Exception? cause) : VideoTargetException(message, cause)
{
    /// <summary>The name, as the caller wrote it.</summary>
    public string Path => path;
}
