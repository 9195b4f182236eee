namespace GiftGrab.Benchmarks.Reliability;

/// <summary>A small file system in memory.</summary>
internal sealed class MemoryDisk : IDisposable
{
    private MemoryDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one; <see langword="null"/> where this user may not.</summary>
    public static MemoryDisk? TryMount(string path, int kilobytes)
    {
        Directory.CreateDirectory(path);
        return Command.Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "giftgrab", path).Code == 0 ? new MemoryDisk(path) : null;
    }

    public void Dispose() => Command.Run("umount", Path);
}
