namespace GiftGrab;

/// <summary>A section whose files are being made, by a thread that holds no lock meanwhile.</summary>
internal sealed class SectionOpening : IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Whether a STOP came meanwhile. Guarded by the recorder's lock.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Whether the caller itself makes the files, and would wait for itself.</summary>
    public bool IsMine => _thread == Environment.CurrentManagedThreadId;

    /// <summary>Waits for the end of it.</summary>
    /// <returns>Whether it came in time.</returns>
    public bool Wait(TimeSpan timeout) => _done.Wait(timeout);

    public void Dispose() => _done.Set();
}
