namespace GiftGrab.Cli;

/// <summary>Says which jobs somebody works on: a lock of the system's on a file, which ends with its process however that ends.</summary>
internal static class JobLock
{
    /// <summary>Takes a job.</summary>
    /// <returns>What gives it back when disposed; <see langword="null"/>: another process has it.</returns>
    public static IDisposable? TryTake(JobStore store, long id)
    {
        string folder = $"{store.Path}.locks";
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(Path.Combine(folder, $"job-{id}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a process works on a job.</summary>
    public static bool IsTaken(JobStore store, long id)
    {
        using IDisposable? taken = TryTake(store, id);
        return taken is null;
    }
}
