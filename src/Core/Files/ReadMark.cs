namespace GiftGrab;

/// <summary>Marks a file as one that this process reads, so that no target replaces it meanwhile.</summary>
internal sealed class ReadMark : IDisposable
{
    private static readonly Dictionary<string, int> Readers = [];
    private readonly string _path;
    private int _released;

    /// <param name="path">The file, which is there.</param>
    public ReadMark(string path)
    {
        _path = FileLinks.ResolveOrKeep(path);
        lock (Readers)
        {
            Readers[_path] = Readers.GetValueOrDefault(_path) + 1;
        }
    }

    /// <summary>Whether this process reads a file.</summary>
    /// <param name="fullPath">Where links lead.</param>
    public static bool IsOn(string fullPath)
    {
        lock (Readers)
        {
            return Readers.ContainsKey(fullPath);
        }
    }

    /// <summary>The file is not read any more. May be called again, from any thread.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0)
        {
            return;
        }

        lock (Readers)
        {
            if (--Readers[_path] == 0)
            {
                Readers.Remove(_path);
            }
        }
    }
}
