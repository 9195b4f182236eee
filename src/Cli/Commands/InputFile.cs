namespace GiftGrab.Cli;

/// <summary>A file that a command reads and that has to be one.</summary>
internal static class InputFile
{
    /// <param name="path">As it was typed.</param>
    /// <exception cref="UsageException">It does not exist, or is a folder.</exception>
    public static void Require(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException(Directory.Exists(path) ? $"{path} is a folder; allowed is a file" : $"{path} does not exist");
        }
    }
}
