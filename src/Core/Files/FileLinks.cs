namespace GiftGrab;

/// <summary>Where the names of files lead, so that two names of one file are known as such.</summary>
internal static class FileLinks
{
    /// <summary>The full path of a file, with the links that its name is followed.</summary>
    /// <exception cref="ArgumentException">It is no path.</exception>
    /// <exception cref="IOException">The links lead in a circle.</exception>
    /// <exception cref="UnauthorizedAccessException">They lead through a folder that this user may not enter.</exception>
    public static string Resolve(string path)
    {
        string fullName = Path.GetFullPath(path);
        var file = new FileInfo(fullName);
        return file.LinkTarget is null ? fullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>As <see cref="Resolve"/>; where a link cannot be followed, the full path itself, whose opening says why.</summary>
    public static string ResolveOrKeep(string path)
    {
        try
        {
            return Resolve(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Path.GetFullPath(path);
        }
    }
}
