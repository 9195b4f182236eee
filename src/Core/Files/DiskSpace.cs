namespace GiftGrab;

/// <summary>What a disk has room for, and where nothing can be said of that.</summary>
internal static class DiskSpace
{
    /// <summary>Linux keeps files in memory here, among its devices.</summary>
    private const string SharedMemory = "/dev/shm/";

    /// <summary>Whether a full path names no file but a device, which takes bytes and keeps none.</summary>
    public static bool IsDevice(string fullPath) =>
        fullPath.StartsWith("/dev/", StringComparison.Ordinal) && !fullPath.StartsWith(SharedMemory, StringComparison.Ordinal);

    /// <summary>The free bytes of a folder's disk; <see langword="null"/> where its file system has no size, and keeps none.</summary>
    /// <exception cref="IOException">The folder or its disk is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be asked.</exception>
    public static long? Free(string folder) => Of(folder)();

    /// <summary>Where a folder's disk begins, which is the same for all folders of one disk.</summary>
    /// <param name="folder">A full path.</param>
    public static string RootOf(string folder) =>
        DriveInfo.GetDrives().Select(disk => disk.Name).Where(root => IsWithin(folder, root)).MaxBy(root => root.Length) ?? Path.GetPathRoot(folder)!;

    /// <summary>Looks at the free bytes of a folder's disk again and again, as <see cref="Free"/> does, and allocates nothing for it.</summary>
    public static Func<long?> Of(string folder)
    {
        var disk = new DriveInfo(folder);
        return () => disk.TotalSize > 0 ? disk.AvailableFreeSpace : null;
    }

    private static bool IsWithin(string folder, string root) =>
        folder == root || folder.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
